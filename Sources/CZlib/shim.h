// zlib reads its input through a pointer to constant bytes when this is set.
#define ZLIB_CONST
#include <zlib.h>
