#include "herald_api.h"

static const unsigned char openapi[] = {
#embed "openapi.json"
};

struct herald_api_file herald_api_openapi(void) {
    return (struct herald_api_file){openapi, sizeof openapi};
}
