#include "sipcore/control/frame_limits.hpp"

#include "datamodel/instance.hpp"
#include "varlink/limits.hpp"

namespace lineman::sipcore {

static_assert(longest_prepare(datamodel::maximum_accounts) <= varlink::maximum_frame,
              "a transaction that changes every account fits into one message");

// message, parameters, accounts, account, values
static_assert(varlink::maximum_depth >= 5, "the deepest message of the protocol may be sent");

}  // namespace lineman::sipcore
