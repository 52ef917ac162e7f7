#ifndef HERALD_CATALOGUE_H
#define HERALD_CATALOGUE_H
#include <stddef.h>

/// Read-only bytes that live in the executable itself.
struct herald_catalogue {
    const unsigned char *_Nonnull bytes;
    size_t size;
};

/// The social.plus catalogue, JSON in UTF-8, without a terminating zero.
struct herald_catalogue herald_catalogue_socialplus(void);
/// The Sendbird catalogue, in the same form.
struct herald_catalogue herald_catalogue_sendbird(void);
/// The Stream catalogue, in the same form.
struct herald_catalogue herald_catalogue_stream(void);
/// The addresses from which providers send, in the same form.
struct herald_catalogue herald_catalogue_egress(void);

#endif
