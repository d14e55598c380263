// What the ACS said, in our sentences.
#pragma once

#include <string>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

// "fault 9002: why".
std::string sentence_of(const AcsFault& fault);

// Of a response that answers nothing of ours: "a second InformResponse".
std::string name_of_response(const Received& body);

}  // namespace lineman::cwmp
