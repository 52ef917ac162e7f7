public import HeraldOperations
import Hummingbird
public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
public import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// One connection of the API: HTTP/1.1 for the router, with the usual publish requests taken out before it.
public struct APIChannel: HTTPChannelHandler {
    public typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    public let responder: HTTPChannelHandler.Responder
    private let operations: Operations
    private let answers: PublishAnswers
    private let idleTimeout: TimeAmount

    /// - Parameter idleTimeout: how long a connection may say nothing, between requests or within one.
    public init(
        responder: @escaping HTTPChannelHandler.Responder, operations: Operations, serverName: String,
        idleTimeout: TimeAmount
    ) {
        self.responder = responder
        self.operations = operations
        self.idleTimeout = idleTimeout
        answers = PublishAnswers(metrics: operations.metrics, serverName: serverName)
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            // Pipelined requests and outbound headers are already dealt with further in.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false)
            try pipeline.addHandler(
                PublishHandler(operations: operations, answers: answers, idleTimeout: idleTimeout))
            try pipeline.addHandler(PresenceHandler())
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            // Ends the connection when the server does; it sees too little to judge idleness.
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: nil, logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    public func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}

extension HTTPServerBuilder {
    /// HTTP/1.1 with the publish route's short way.
    public static func api(
        _ operations: Operations, serverName: String, idleTimeout: TimeAmount
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            APIChannel(
                responder: responder, operations: operations, serverName: serverName, idleTimeout: idleTimeout)
        }
    }
}
