#ifndef HERALD_PANEL_H
#define HERALD_PANEL_H
#include <stddef.h>

/// A read-only file that lives in the executable itself.
struct herald_panel_file {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t size;
};

/// Every template and asset, and how many there are.
const struct herald_panel_file *_Nonnull herald_panel_files(size_t *_Nonnull count);

#endif
