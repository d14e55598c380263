// Why a request is answered by the door itself.
#pragma once

#include <string>

namespace lineman::web {

struct Refusal {
  unsigned status = 400;
  std::string sentence{};  // quotes nothing of the request
  bool operator==(const Refusal&) const = default;
};

}  // namespace lineman::web
