#include "herald_catalogue.h"

static const unsigned char socialplus[] = {
#embed "social-plus.json"
};

static const unsigned char sendbird[] = {
#embed "sendbird.json"
};

static const unsigned char stream[] = {
#embed "stream-chat.json"
};

static const unsigned char egress[] = {
#embed "egress-regions.json"
};

// Functions, because Swift imports no variable of an array type whose length the header leaves open.
struct herald_catalogue herald_catalogue_socialplus(void) {
    return (struct herald_catalogue){socialplus, sizeof socialplus};
}

struct herald_catalogue herald_catalogue_sendbird(void) {
    return (struct herald_catalogue){sendbird, sizeof sendbird};
}

struct herald_catalogue herald_catalogue_stream(void) {
    return (struct herald_catalogue){stream, sizeof stream};
}

struct herald_catalogue herald_catalogue_egress(void) {
    return (struct herald_catalogue){egress, sizeof egress};
}
