import ArgumentParser
import Testing

@testable import HeraldCLI

@Suite struct ArgumentTests {
    @Test(arguments: [
        "serve --listen 127.0.0.1:0 --store memory: --config x.yaml",
        "demo --listen 127.0.0.1:0 --duration 1 --events 5 --rate 20 --seed 3 --json",
        "doctor --store memory: --json",
        "networks list --limit 5 --json", "networks create App --dialect sendbird --credential a=b",
        "networks show App", "networks update App --validation strict", "networks delete App --yes",
        "webhooks list --network App", "webhooks create --url https://x.example/ --events a.*,b --no-legacy-signature",
        "webhooks show whk_1", "webhooks update whk_1 --ordering key", "webhooks delete whk_1",
        "webhooks rotate-secret whk_1 --overlap 60", "webhooks test whk_1 --type message.didCreate",
        "webhooks pause whk_1", "webhooks resume whk_1",
        "hooks list", "hooks show pre-hook", "hooks update pre-hook --no-enabled", "hooks delete custom-command",
        "hooks set before-message-send --url https://x.example/ --timeout-ms 200 --on-failure deny --shadow",
        "hooks regenerate-key pre-hook", "commands list", "commands create ticket --args [text] --set fun_set",
        "commands update ticket --description d", "commands delete ticket",
        "alerts list --limit 5", "alerts create Slow --metric lag --threshold 100 --webhook whk_1 --for-seconds 60",
        "alerts create Rate --metric successRate --threshold 0.9 --window 15m --minimum 5 --no-enabled",
        "alerts update alr_1 --threshold 5 --enabled", "alerts delete alr_1",
        "keys list", "keys create Name --role publish --network App", "keys delete key_0000000000001",
        "catalogue list --group message --search x --all", "catalogue show message.didCreate --schema",
        "publish - --ndjson --network App",
        "trigger message.didCreate --to http://127.0.0.1:1/ --secret s --set /a=b --seed 2",
        "listen --port 0 --secret s --fail-rate 0.5 --status 500 --delay 10 --forward http://127.0.0.1:1/ --brief",
        "deliveries list --status failed --since 1h", "deliveries show dlv_1", "deliveries tail --duration 1",
        "deliveries retry dlv_1", "stats --window 15m",
        "replay --webhook whk_1 --since 2h --dry-run --rate 5 --status all --types a,b",
        "replay create --webhook whk_1 --since 2h", "replay list --limit 5", "replay show rpl_1 --watch",
        "replay start --webhook whk_1 --since 2h", "replay status rpl_1",
        "replay pause rpl_1", "replay resume rpl_1", "replay cancel rpl_1",
        "sign --secret s --body -", "verify --dialect socialplus --secret s --body - --header a:b --header c:d",
        "verify --dialect standard --secret a --secret b --tolerance 60 --now 1700000000 --body -",
        "listen --dialect stream --key-secret k1:s1 --key-secret k2:s:2", "listen --dialect sendbird --secret t",
        "chat:webhook:push --url https://x.example/ --json", "chat:push:webhook -u https://x.example/ -j",
        "chat:webhook:before-message-send --api-key k --api-secret s --server http://127.0.0.1:1",
        "chat:webhook:custom-commands -u https://x.example/{type}",
    ])
    func parses(line: String) throws {
        let command = try HeraldCommand.parseAsRoot(line.split(separator: " ").map(String.init))
        #expect(!(command is HeraldCommand))
    }

    @Test(arguments: [
        "nonsense", "serve --port 1", "publish", "networks delete App", "networks update App", "keys delete secret-key",
        "hooks set pre-hook", "hooks show nonsense", "hooks update pre-hook", "commands update ticket",
        "alerts update alr_1", "alerts create A --metric speed --threshold 1", "alerts create A --metric lag",
        "alerts create A --metric lag --threshold nan",
        "alerts create A --metric lag --threshold 1 --webhook whk_1 --consumer c",
        "keys create Name --role king", "trigger t --to http://x/ --network n", "listen --fail-rate 2", "demo --rate 0",
        "networks list --limit 0", "verify --secret s", "listen --dialect stream --key-secret nocolon",
        "listen --key-secret k:s", "listen --dialect standard --tolerance -1",
        "listen --dialect standard --secret whsk_x",
        "verify --dialect standard --secret whsec_AAAA --now never --body /dev/null",
        "chat:webhook:push --url https://x/",
        "chat:webhook:push --api-key k --api-secret s", "chat:webhook:push --api-key k --api-secret s --url nonsense",
    ])
    func refuses(line: String) async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(line.split(separator: " ").map(String.init)) == .usage)
        #expect(recorder.errors.hasPrefix("error: "))
        #expect(recorder.output.isEmpty)
    }

    @Test func aKeyGivenInPlaceOfAnIdIsNotRepeated() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["keys", "delete", "hrld_verysecret"]) == .usage)
        #expect(!recorder.errors.contains("verysecret"))
    }

    @Test func helpShowsTheExitStatusesAndEndsWell() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["--help"]) == .success)
        for status in HeraldCLI.ExitStatus.allCases {
            #expect(recorder.output.contains("\(status.rawValue)  \(status.meaning)"))
        }
    }

    @Test func everyCommandHasAnExample() {
        func leaves(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
            let children =
                command.configuration.subcommands + command.configuration.groupedSubcommands.flatMap(\.subcommands)
            return children.isEmpty ? [command] : children.flatMap(leaves)
        }
        let all = leaves(HeraldCommand.self)
        #expect(all.count > 30)
        for command in all {
            #expect(!command.configuration.abstract.isEmpty)
            #expect(command.configuration.discussion.contains("EXAMPLES:\n  herald "), "\(command)")
        }
    }

    @Test func versionIsPrinted() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["--version"]) == .success)
        #expect(recorder.output == HeraldVersion.text + "\n")
    }
}
