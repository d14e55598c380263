// What one row of the table says of a parameter: the only place where these facts stand.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "datamodel/kind.hpp"
#include "datamodel/tr069_object.hpp"

namespace lineman::datamodel {

// Which instances a parameter has, and in which table of the MIB it is a column (a scalar for the
// phone).
enum class Table : std::uint8_t { phone, account, sip_server };

enum class Access : std::uint8_t { read_only, read_write };

// When a change acts: in the running SIP core at once, or after its next start.
enum class Applies : std::uint8_t { live, restart };

// What an ACS may ask of a parameter's notification (TR-106, activeNotify; TR-069, A.3.2.4).
enum class Notify : std::uint8_t {
  permitted,        // any
  no_active,        // a fast counter or clock: active is refused
  active_at_first,  // active until the ACS asks for something else
  forced,           // always active; cannot be turned off
};

// Its place in the MIB: the column in its table, or the arc below the phone's scalars. Written by
// hand and never derived from the row's position; datamodel/released_arcs.txt keeps what was
// released.
struct MibObject {
  unsigned arc = 0;
  std::string_view name{};
};

// Further TR-069 paths that show the value, of server 1 where it is a server's, below the names the
// standard gives them.
using Views = std::array<Leaf, 2>;

struct Parameter {
  std::string_view name{};  // in the phone's files, with X for the account and Y for the server;
                            // empty where they do not have it: then its path stands for it
  Table table = Table::phone;
  Kind kind{};
  std::string_view initial{};  // what the value is until somebody sets it
  MibObject mib{};
  Leaf tr069{};
  Views views{};
  Access access = Access::read_write;
  bool secret = false;  // write-only: never shown, logged or exported by any door
  Applies applies = Applies::live;
  Notify notify = Notify::permitted;
  bool forced_inform = false;       // every Inform carries it (TR-181, forcedInform)
  std::string_view help{};          // one line
  std::string_view precondition{};  // when the value acts; empty: always
};

}  // namespace lineman::datamodel
