// One SET request on its way through Net-SNMP's phases, as one transaction of the configuration.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "mibs/objects/object_tree.hpp"
#include "mibs/objects/set_plan.hpp"

struct netsnmp_request_info_s;
struct netsnmp_agent_request_info_s;

namespace lineman::mibs {

// What a SET needs from around it.
struct SetSurroundings {
  Configuration& configuration;
  Clock& clock;
  const ObjectTree& tree;
  std::function<void()> go_on;  // the library is to be told that a delegated request is answered
};

// Lives from the arrival of the request until the library has answered it. The engine's callbacks
// may come later; they then find nothing. RESERVE1 is check(), RESERVE2 begin(), ACTION commit(),
// FREE and the end release().
class SetRequest : public std::enable_shared_from_this<SetRequest> {
 public:
  // `secure`: by authPriv.
  SetRequest(SetSurroundings& around, std::string asker, bool secure)
      : around_{around}, asker_{std::move(asker)}, plan_{around.tree, secure} {}
  ~SetRequest();
  SetRequest(const SetRequest&) = delete;
  SetRequest& operator=(const SetRequest&) = delete;

  // Type, range and row of each variable; touches no state.
  void check(netsnmp_request_info_s* requests);

  // Begins the transaction and delegates. `variables` is how many the whole PDU has: other modules'
  // objects cannot be part of it.
  void begin(netsnmp_request_info_s* requests, int variables);

  void commit(netsnmp_request_info_s* requests);

  // Gives up what is prepared and not decided.
  void release();

  // Whether the configuration was changed.
  bool succeeded() const { return succeeded_; }

 private:
  enum class Stage : std::uint8_t { checking, beginning, prepared, committing, decided };

  void prepared(const datamodel::Problems& problems);
  void committed(const Outcome& outcome);
  void overdue();

  SetSurroundings& around_;
  std::string asker_;
  SetPlan plan_;
  std::vector<netsnmp_request_info_s*> variables_{};  // in the plan's order
  Stage stage_ = Stage::checking;
  bool succeeded_ = false;
  TransactionId id_ = 0;
  netsnmp_request_info_s* first_ = nullptr;
  std::unique_ptr<Timer> overdue_;
};

}  // namespace lineman::mibs
