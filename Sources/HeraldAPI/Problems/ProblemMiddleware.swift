import HTTPTypes
import HeraldOperations
import Hummingbird
import Logging

/// The outermost layer: answers every error as a problem, counts, and puts the common headers on all answers.
struct ProblemMiddleware: RouterMiddleware {
    let metrics: ServerMetrics

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        // The logger carries the id too, so that an answer can be found in the log; a silent logger has none.
        let requestID = context.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = answer(to: error, context)
            response =
                VendorAPI(request)?.refusal(of: error, after: start.duration(to: .now))
                ?? problem.response(requestID: requestID)
        }
        CommonHeaders.add(to: &response.headers, requestID: requestID)
        metrics.countRequest(status: response.status.code)
        return response
    }

    private func answer(to error: any Error, _ context: APIContext) -> Problem {
        switch error {
        case let error as OperationError:
            if error.kind == .unavailable {
                context.logger.warning("A request was turned away.", metadata: ["error.code": "\(error.code)"])
            }
            return Problem(error)
        case let error as MethodNotAllowed: return Problem(error)
        // Only vendors' calls throw these, and their answers are worded there.
        case is any VendorFault: return Problem(status: .badRequest)
        case let error as any HTTPResponseError: return Problem(status: error.status)
        default:
            // The type says where to look; a description might quote a payload or a secret.
            context.logger.error(
                "A request failed unexpectedly.",
                metadata: ["error.type": "\(type(of: error))", "route": "\(context.endpointPath ?? "")"])
            return Problem(status: .internalServerError)
        }
    }
}
