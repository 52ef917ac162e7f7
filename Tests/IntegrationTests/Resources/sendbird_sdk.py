"""Reads and changes the webhook settings with Sendbird's own SDK and prints what it understood, one JSON per line.

Arguments: the server's URL, an API token.
"""
import json
import sys

import sendbird_platform_sdk
from sendbird_platform_sdk.api import webhook_api
from sendbird_platform_sdk.model.choose_which_events_to_subscribe_to_data import ChooseWhichEventsToSubscribeToData

url, token = sys.argv[1:]


def show(response):
    print(json.dumps(response.to_dict()), flush=True)


def refusal(call):
    try:
        call()
    except sendbird_platform_sdk.ApiException as error:
        print(json.dumps({"status": error.status, "body": json.loads(error.body)}), flush=True)


def change(api, **fields):
    data = ChooseWhichEventsToSubscribeToData(**fields)
    return api.choose_which_events_to_subscribe_to(token, choose_which_events_to_subscribe_to_data=data)


# A host that ends in a slash makes the SDK ask for //v3/….
for host in (url, url + "/"):
    with sendbird_platform_sdk.ApiClient(sendbird_platform_sdk.Configuration(host=host)) as client:
        api = webhook_api.WebhookApi(client)
        show(api.retrieve_list_of_subscribed_events(token))
        show(api.retrieve_list_of_subscribed_events(token, display_all_webhook_categories=True))
        show(change(api, enabled=True, url="https://receiver.example/hook", include_members=True, enabled_events=["*"]))
        show(change(api, enabled=True, url="https://receiver.example/hook", enabled_events=["group_channel:join"],
                    include_unread_count=True))
        show(api.choose_which_events_to_subscribe_to(token))
        show(change(api, enabled=False, url="https://receiver.example/hook", enabled_events=[]))
        refusal(lambda: api.retrieve_list_of_subscribed_events("wrong"))
        refusal(lambda: change(api, enabled=True, url="https://receiver.example/hook", enabled_events=["nothing"]))
