#include "herald_catalogue.h"

static const unsigned char socialplus[] = {
#embed "social-plus.json"
};

// Functions, because Swift imports no variable of an array type whose length the header leaves open.
struct herald_catalogue herald_catalogue_socialplus(void) {
    return (struct herald_catalogue){socialplus, sizeof socialplus};
}
