#include "cli/render/text/verb_word.hpp"

namespace migrate {

std::string_view verb_word(IndexVerb verb) {
    switch (verb) {
        case IndexVerb::build_plain:
            return "build";
        case IndexVerb::await_build:
            return "await";
        case IndexVerb::rename_back:
            return "rename";
        default:
            return name_of(verb);
    }
}

}  // namespace migrate
