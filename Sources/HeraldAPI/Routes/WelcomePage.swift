/// What stands at `/` while there is no panel: what this is and how to begin.
enum WelcomePage {
    static let html = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Herald</title></head>
        <body>
        <h1>Herald</h1>
        <p>A webhook event engine for chat and social apps. This server is running.</p>
        <p>The first start printed an admin key. With it:</p>
        <pre>
        curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
             -d '{"name":"demo","dialect":"socialplus"}' HOST/v1/networks
        curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
             -d '{"url":"https://example.com/hook","events":["*"]}' HOST/v1/networks/NETWORK/webhooks
        curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
             -d '{"type":"channel.didCreate","data":{}}' HOST/v1/networks/NETWORK/events
        </pre>
        <ul>
        <li><a href="/openapi.json">/openapi.json</a>: every call</li>
        <li><a href="/readyz">/readyz</a>: whether the server can do its work</li>
        <li><a href="/metrics">/metrics</a>: counts for Prometheus</li>
        </ul>
        </body>
        </html>

        """
}
