// org.varlink.service: what every varlink service says of itself.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "varlink/message.hpp"

namespace lineman::varlink {

// One interface that a service offers, with the text of its .varlink file.
struct Interface {
  std::string_view name;
  std::string_view description;
};

// What GetInfo answers.
struct Information {
  std::string vendor;
  std::string product;
  std::string version;
  std::string url;
};

// The answer to a call of org.varlink.service, and to one of an interface that is not in
// `interfaces` (InterfaceNotFound). `interfaces` does not contain org.varlink.service itself.
Reply answer_for_service(const Call& call, const Information& information,
                         std::span<const Interface> interfaces);

}  // namespace lineman::varlink
