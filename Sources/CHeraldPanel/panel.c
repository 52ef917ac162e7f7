#include "herald_panel.h"

static const unsigned char assets_icon_svg[] = {
#embed "assets/icon.svg"
};
static const unsigned char assets_panel_css[] = {
#embed "assets/panel.css"
};
static const unsigned char assets_panel_js[] = {
#embed "assets/panel.js"
};
static const unsigned char templates_account_mustache[] = {
#embed "templates/account.mustache"
};
static const unsigned char templates_catalogue_mustache[] = {
#embed "templates/catalogue.mustache"
};
static const unsigned char templates_command_fields_mustache[] = {
#embed "templates/command-fields.mustache"
};
static const unsigned char templates_command_mustache[] = {
#embed "templates/command.mustache"
};
static const unsigned char templates_commands_mustache[] = {
#embed "templates/commands.mustache"
};
static const unsigned char templates_confirm_mustache[] = {
#embed "templates/confirm.mustache"
};
static const unsigned char templates_consumer_mustache[] = {
#embed "templates/consumer.mustache"
};
static const unsigned char templates_consumers_mustache[] = {
#embed "templates/consumers.mustache"
};
static const unsigned char templates_deliveries_mustache[] = {
#embed "templates/deliveries.mustache"
};
static const unsigned char templates_delivery_row_mustache[] = {
#embed "templates/delivery-row.mustache"
};
static const unsigned char templates_delivery_table_mustache[] = {
#embed "templates/delivery-table.mustache"
};
static const unsigned char templates_delivery_mustache[] = {
#embed "templates/delivery.mustache"
};
static const unsigned char templates_diff_mustache[] = {
#embed "templates/diff.mustache"
};
static const unsigned char templates_egress_mustache[] = {
#embed "templates/egress.mustache"
};
static const unsigned char templates_error_mustache[] = {
#embed "templates/error.mustache"
};
static const unsigned char templates_event_type_mustache[] = {
#embed "templates/event-type.mustache"
};
static const unsigned char templates_event_mustache[] = {
#embed "templates/event.mustache"
};
static const unsigned char templates_events_mustache[] = {
#embed "templates/events.mustache"
};
static const unsigned char templates_feed_mustache[] = {
#embed "templates/feed.mustache"
};
static const unsigned char templates_hook_form_mustache[] = {
#embed "templates/hook-form.mustache"
};
static const unsigned char templates_hook_mustache[] = {
#embed "templates/hook.mustache"
};
static const unsigned char templates_hooks_mustache[] = {
#embed "templates/hooks.mustache"
};
static const unsigned char templates_keys_mustache[] = {
#embed "templates/keys.mustache"
};
static const unsigned char templates_layout_mustache[] = {
#embed "templates/layout.mustache"
};
static const unsigned char templates_networks_mustache[] = {
#embed "templates/networks.mustache"
};
static const unsigned char templates_overview_mustache[] = {
#embed "templates/overview.mustache"
};
static const unsigned char templates_pager_mustache[] = {
#embed "templates/pager.mustache"
};
static const unsigned char templates_payload_node_mustache[] = {
#embed "templates/payload-node.mustache"
};
static const unsigned char templates_payload_mustache[] = {
#embed "templates/payload.mustache"
};
static const unsigned char templates_phases_mustache[] = {
#embed "templates/phases.mustache"
};
static const unsigned char templates_pill_mustache[] = {
#embed "templates/pill.mustache"
};
static const unsigned char templates_portal_closed_mustache[] = {
#embed "templates/portal-closed.mustache"
};
static const unsigned char templates_replay_form_mustache[] = {
#embed "templates/replay-form.mustache"
};
static const unsigned char templates_replay_mustache[] = {
#embed "templates/replay.mustache"
};
static const unsigned char templates_replays_mustache[] = {
#embed "templates/replays.mustache"
};
static const unsigned char templates_rotate_mustache[] = {
#embed "templates/rotate.mustache"
};
static const unsigned char templates_sign_in_mustache[] = {
#embed "templates/sign-in.mustache"
};
static const unsigned char templates_source_form_mustache[] = {
#embed "templates/source-form.mustache"
};
static const unsigned char templates_source_mustache[] = {
#embed "templates/source.mustache"
};
static const unsigned char templates_sources_mustache[] = {
#embed "templates/sources.mustache"
};
static const unsigned char templates_time_mustache[] = {
#embed "templates/time.mustache"
};
static const unsigned char templates_token_mustache[] = {
#embed "templates/token.mustache"
};
static const unsigned char templates_users_mustache[] = {
#embed "templates/users.mustache"
};
static const unsigned char templates_webhook_form_mustache[] = {
#embed "templates/webhook-form.mustache"
};
static const unsigned char templates_webhook_head_mustache[] = {
#embed "templates/webhook-head.mustache"
};
static const unsigned char templates_webhook_row_mustache[] = {
#embed "templates/webhook-row.mustache"
};
static const unsigned char templates_webhook_mustache[] = {
#embed "templates/webhook.mustache"
};
static const unsigned char templates_webhooks_mustache[] = {
#embed "templates/webhooks.mustache"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const struct herald_panel_file files[] = {
    FILE("assets/icon.svg", assets_icon_svg),
    FILE("assets/panel.css", assets_panel_css),
    FILE("assets/panel.js", assets_panel_js),
    FILE("templates/account", templates_account_mustache),
    FILE("templates/catalogue", templates_catalogue_mustache),
    FILE("templates/command-fields", templates_command_fields_mustache),
    FILE("templates/command", templates_command_mustache),
    FILE("templates/commands", templates_commands_mustache),
    FILE("templates/confirm", templates_confirm_mustache),
    FILE("templates/consumer", templates_consumer_mustache),
    FILE("templates/consumers", templates_consumers_mustache),
    FILE("templates/deliveries", templates_deliveries_mustache),
    FILE("templates/delivery-row", templates_delivery_row_mustache),
    FILE("templates/delivery-table", templates_delivery_table_mustache),
    FILE("templates/delivery", templates_delivery_mustache),
    FILE("templates/diff", templates_diff_mustache),
    FILE("templates/egress", templates_egress_mustache),
    FILE("templates/error", templates_error_mustache),
    FILE("templates/event-type", templates_event_type_mustache),
    FILE("templates/event", templates_event_mustache),
    FILE("templates/events", templates_events_mustache),
    FILE("templates/feed", templates_feed_mustache),
    FILE("templates/hook-form", templates_hook_form_mustache),
    FILE("templates/hook", templates_hook_mustache),
    FILE("templates/hooks", templates_hooks_mustache),
    FILE("templates/keys", templates_keys_mustache),
    FILE("templates/layout", templates_layout_mustache),
    FILE("templates/networks", templates_networks_mustache),
    FILE("templates/overview", templates_overview_mustache),
    FILE("templates/pager", templates_pager_mustache),
    FILE("templates/payload-node", templates_payload_node_mustache),
    FILE("templates/payload", templates_payload_mustache),
    FILE("templates/phases", templates_phases_mustache),
    FILE("templates/pill", templates_pill_mustache),
    FILE("templates/portal-closed", templates_portal_closed_mustache),
    FILE("templates/replay-form", templates_replay_form_mustache),
    FILE("templates/replay", templates_replay_mustache),
    FILE("templates/replays", templates_replays_mustache),
    FILE("templates/rotate", templates_rotate_mustache),
    FILE("templates/sign-in", templates_sign_in_mustache),
    FILE("templates/source-form", templates_source_form_mustache),
    FILE("templates/source", templates_source_mustache),
    FILE("templates/sources", templates_sources_mustache),
    FILE("templates/time", templates_time_mustache),
    FILE("templates/token", templates_token_mustache),
    FILE("templates/users", templates_users_mustache),
    FILE("templates/webhook-form", templates_webhook_form_mustache),
    FILE("templates/webhook-head", templates_webhook_head_mustache),
    FILE("templates/webhook-row", templates_webhook_row_mustache),
    FILE("templates/webhook", templates_webhook_mustache),
    FILE("templates/webhooks", templates_webhooks_mustache),
};

const struct herald_panel_file *herald_panel_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
