// The control socket's service: what linemanctl asks, answered.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "agent/control/acting_values.hpp"
#include "agent/control/replies.hpp"
#include "agent/events/event_feed.hpp"
#include "agent/interfaces/calls.hpp"
#include "varlink/server.hpp"

namespace lineman::agent {

// Who may do what over the control socket, besides root and the agent's own user. Nothing: nobody
// else.
struct ControlAccess {
  std::optional<gid_t> read_group;
  std::optional<gid_t> write_group;  // whose members may read as well
  // Serves the phone's own page: may read, and say for whom it asks. Whatever its groups, it
  // changes nothing but for a user who may.
  std::optional<uid_t> web_user{};

  bool may_read(const varlink::Peer& peer) const;
  bool may_write(const varlink::Peer& peer) const;
  bool may_act_for(const varlink::Peer& peer) const;
};

// Whom a connection asks for: a user of the phone's own page.
struct ActingFor {
  std::string who;
  bool writes = false;
};

// What the service shows besides configuration and status.
struct ControlSources {
  std::function<std::vector<DoorState>()> doors;
  std::function<AcsState()> acs;
  std::function<bool()> inform;  // has a session with the ACS begin; false where none can
};

// Answers org.lineman.Control1. One thread: the agent's loop, which outlives it, as does all that
// it is given.
class ControlService : public varlink::Handler {
 public:
  ControlService(Configuration& configuration, Status& status, History& history, Calls& calls,
                 EventFeed& events, const Clock& clock, ControlAccess access,
                 ControlSources sources);

  void called(varlink::Exchange exchange) override;
  void drained(varlink::ConnectionId id) override { events_.caught_up(id); }
  void closed(varlink::ConnectionId id) override;

  // Every method that it answers.
  static std::vector<std::string_view> method_names();

  static constexpr std::size_t maximum_changes = 16'384;

 private:
  struct Method {
    std::string_view name;
    bool writes;
    void (ControlService::*answer)(varlink::Exchange);
  };
  static std::span<const Method> methods();

  // Why this method is not for the caller; nothing where it is.
  std::optional<varlink::Reply> obstacle_of(const Method& method,
                                            const varlink::Exchange& exchange) const;
  // Who a change of this connection is from: the caller at `door`, or a user of the page.
  Asker asker_of(const varlink::Exchange& exchange, Door door) const;

  void act_for(varlink::Exchange exchange);
  void status(varlink::Exchange exchange);
  void counters(varlink::Exchange exchange);
  void get(varlink::Exchange exchange);
  void set(varlink::Exchange exchange);
  void import_files(varlink::Exchange exchange);
  void export_file(varlink::Exchange exchange);
  void history(varlink::Exchange exchange);
  void events(varlink::Exchange exchange);
  void inform(varlink::Exchange exchange);
  void confirm_guard(varlink::Exchange exchange);
  void diff(varlink::Exchange exchange);
  void rollback(varlink::Exchange exchange);
  void dial(varlink::Exchange exchange);
  void hangup(varlink::Exchange exchange);
  void calls(varlink::Exchange exchange);
  void subscribe(varlink::Exchange exchange);
  void unsubscribe(varlink::Exchange exchange);
  void subscriptions(varlink::Exchange exchange);

  // Runs the change and answers with what became of it, and with what differs where that was asked
  // for.
  enum class Differences : std::uint8_t { left_out, shown };
  void run(varlink::Exchange exchange, TransactionRequest request, Differences differences);
  // What to know of the guard that a change started, into the advice of its reply.
  void add_guard_advice(boost::json::object& reply) const;
  // Why a generation of that number was not given.
  datamodel::Problems unread(std::uint64_t generation, const std::string& why) const;
  // The newest kept one below `generation`.
  std::optional<std::uint64_t> generation_before(std::uint64_t generation) const;
  void watch(varlink::Exchange exchange);

  Configuration& configuration_;
  Status& status_;
  ActingValues acting_;
  History& history_;
  Calls& calls_;
  EventFeed& events_;
  const Clock& clock_;
  ControlAccess access_;
  ControlSources sources_;
  std::map<varlink::ConnectionId, ActingFor> acting_for_;
};

// What the interface file org.lineman.Control1.varlink says.
varlink::Interface control_interface();

}  // namespace lineman::agent
