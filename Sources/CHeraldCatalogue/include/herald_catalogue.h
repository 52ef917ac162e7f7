#ifndef HERALD_CATALOGUE_H
#define HERALD_CATALOGUE_H
#include <stddef.h>

/// The social.plus catalogue, JSON in UTF-8, without a terminating zero.
extern const unsigned char herald_catalogue_socialplus[];
extern const size_t herald_catalogue_socialplus_size;

#endif
