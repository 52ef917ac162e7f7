#ifndef HERALD_API_H
#define HERALD_API_H
#include <stddef.h>

/// Read-only bytes that live in the executable itself.
struct herald_api_file {
    const unsigned char *_Nonnull bytes;
    size_t size;
};

/// The OpenAPI description of the native API, JSON in UTF-8, without a terminating zero.
struct herald_api_file herald_api_openapi(void);

#endif
