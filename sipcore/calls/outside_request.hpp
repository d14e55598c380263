// A request outside a dialog, from an account through one of its hops.
#pragma once

#include <string>
#include <string_view>

#include "sipcore/message/message_text.hpp"
#include "sipcore/registration/request_router.hpp"

namespace lineman::sipcore {

struct OutsideRequest {
  std::string method{};
  std::string_view
      dialled{};  // what was asked for, as dialled_uri() takes it; empty: the account itself
  std::string from_tag{};
  std::string call_id{};
  std::uint32_t cseq = 1;
};

// Request-URI, Via, From, To and Route, with a new branch; the rest is the caller's.
RequestForm outside_form(const Hop& hop, const OutsideRequest& request);

}  // namespace lineman::sipcore
