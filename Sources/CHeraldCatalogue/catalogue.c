#include "herald_catalogue.h"

const unsigned char herald_catalogue_socialplus[] = {
#embed "social-plus.json"
};
const size_t herald_catalogue_socialplus_size = sizeof herald_catalogue_socialplus;
