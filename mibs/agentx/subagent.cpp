#include "mibs/agentx/subagent.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "agent/interfaces/live_readings.hpp"
#include "daemon/log.hpp"
#include "mibs/agentx/connection.hpp"
#include "mibs/agentx/fresh_reads.hpp"
#include "mibs/agentx/limits.hpp"
#include "mibs/agentx/notify.hpp"
#include "mibs/agentx/object_sources.hpp"
#include "mibs/agentx/response.hpp"
#include "mibs/agentx/session.hpp"
#include "mibs/agentx/set_transactions.hpp"
#include "mibs/door/door_parameters.hpp"
#include "mibs/notifications/notifier.hpp"
#include "mibs/objects/extent_of_phone.hpp"
#include "mibs/objects/objects_root.hpp"

namespace lineman::mibs::agentx {
namespace {

SessionPlan plan(const ObjectSources& sources) {
  const Oid module{objects_root.begin(), objects_root.end() - 1};
  std::vector<Oid> subtrees;
  for (const auto& source : sources) subtrees.push_back(source->place());
  // Our own objects first.
  std::rotate(subtrees.begin(), subtrees.end() - 1, subtrees.end());
  return {.id = module,
          .description = "Lineman " LINEMAN_VERSION,
          .subtrees = std::move(subtrees),
          .capabilities = module,
          .capabilities_description = "The configuration and status of a SIP phone"};
}

// Connected while network.snmp.enable is 1.
class Subagent final : public SnmpDoor,
                       public Connection::Listener,
                       public Session::Listener,
                       public NotificationSink {
 public:
  Subagent(boost::asio::io_context& io, Configuration& configuration, Status& status, Clock& clock,
           const SnmpSettings& settings)
      : io_{io},
        configuration_{configuration},
        status_{status},
        clock_{clock},
        address_{settings.agentx},
        description_{settings.description},
        extent_{configuration, status, notifications_},
        tree_{extent_},
        reader_{{configuration, status, counters_, notifications_}},
        zero_{clock},
        standard_sources_{configuration, status, description_, zero_},
        standard_{standard_sources_},
        objects_{object_sources(tree_, reader_, standard_)},
        notifier_{{configuration, status, clock, reader_, notifications_, *this}} {
    open_or_close();
  }
  ~Subagent() override { leave(); }
  Subagent(const Subagent&) = delete;
  Subagent& operator=(const Subagent&) = delete;

  void configuration_changed() override { open_or_close(); }
  void status_changed() override { notifier_.status_changed(); }
  void raise(LoggedEvent event) override { notifier_.raise(std::move(event)); }
  // Users and limits are the master agent's.
  std::vector<std::string> apply(const SnmpSettings& /*settings*/) override { return {}; }
  std::vector<DoorState> doors() const override;
  const SnmpDoorCounters& counters() const override { return counters_; }

  bool send(const NotificationMessage& message) override;

  void connected() override;
  void received(const Frame& frame) override;
  void closed(const std::string& why) override;

  void send(const std::string& octets) override;
  void registered() override;
  void asked(const Frame& request) override;
  void ended(const std::string& why) override;

 private:
  // What lasts as long as one connection.
  struct Talk {
    explicit Talk(Subagent& door);

    Connection connection;
    Session session;
    SetTransactions sets;
    FreshReads reads;
  };

  void open_or_close();
  void open();
  void later();
  void leave();
  void lost(const std::string& why);

  boost::asio::io_context& io_;
  Configuration& configuration_;
  Status& status_;
  Clock& clock_;
  std::string address_;
  std::string description_;
  SnmpDoorCounters counters_;  // the master agent counts instead
  NotificationState notifications_;
  ExtentOfPhone extent_;
  ObjectTree tree_;
  ObjectReader reader_;
  UptimeZero zero_;
  StandardSources standard_sources_;
  StandardTree standard_;
  ObjectSources objects_;
  Notifier notifier_;
  std::unique_ptr<Talk> talk_;
  std::unique_ptr<Timer> retry_;
  std::string problem_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

Subagent::Talk::Talk(Subagent& door)
    : connection{door.io_, door},
      session{door.clock_, plan(door.objects_), door},
      sets{door.configuration_, door.clock_, door.tree_,
           [&door](const std::string& response) { door.send(response); },
           [&door] { door.later(); }},
      reads{door.status_, door.objects_,
            [&door](const std::string& response) { door.send(response); }} {}

// A SET that closes the door is finished first; its end comes back here.
void Subagent::open_or_close() {
  const bool open = is_snmp_enabled(configuration_);
  if (!open && talk_ && talk_->sets.idle()) leave();
  if (!open) retry_.reset();
  if (!open && !talk_) problem_.clear();
  if (open && !talk_) this->open();
}

void Subagent::later() {
  boost::asio::post(io_, [this, alive = std::weak_ptr<bool>{alive_}] {
    if (!alive.expired()) open_or_close();
  });
}

void Subagent::open() {
  retry_.reset();
  talk_ = std::make_unique<Talk>(*this);
  talk_->connection.connect(address_);
}

void Subagent::leave() {
  if (!talk_) return;
  const bool was_open = talk_->session.is_registered();
  talk_->session.close();
  talk_.reset();
  if (was_open)
    log::info(log::Event::door_closed,
              "SNMP no longer answers through the master agent at " + address_);
}

void Subagent::lost(const std::string& why) {
  talk_.reset();
  const auto problem = "the master agent: " + why;
  if (problem != problem_)
    log::error(log::Event::door_failed,
               "SNMP at " + address_ + ": " + problem + "; it tries again");
  problem_ = problem;
  retry_ = clock_.after(connect_retry, [this] { open_or_close(); });
}

void Subagent::connected() {
  talk_->session.start();
}

void Subagent::received(const Frame& frame) {
  talk_->session.received(frame);
}

void Subagent::closed(const std::string& why) {
  lost(why);
}

void Subagent::send(const std::string& octets) {
  talk_->connection.send(octets);
}

// The master agent's answer says no more than that it has read it.
bool Subagent::send(const NotificationMessage& message) {
  if (!talk_ || !talk_->session.is_registered()) return false;
  send(notify_message(talk_->session.next_header(PduType::notify), message));
  return true;
}

void Subagent::registered() {
  constexpr int milliseconds_per_tick = 10;
  const std::chrono::milliseconds uptime{std::int64_t{talk_->session.uptime()} *
                                         milliseconds_per_tick};
  zero_.set(uptime);
  problem_.clear();
  log::info(log::Event::door_open, "SNMP answers through the master agent at " + address_);
}

void Subagent::asked(const Frame& request) {
  switch (request.header.type) {
    case PduType::get:
    case PduType::get_next:
    case PduType::get_bulk:
      return talk_->reads.take(request);
    case PduType::test_set:
    case PduType::commit_set:
    case PduType::undo_set:
    case PduType::cleanup_set:
      return talk_->sets.take(request);
    default:
      send(error_response(request.header, ResponseError::parse_error));
  }
}

// Called by the session, which goes with the connection.
void Subagent::ended(const std::string& why) {
  boost::asio::post(io_, [this, why, talk = talk_.get(), alive = std::weak_ptr<bool>{alive_}] {
    if (!alive.expired() && talk_.get() == talk) lost(why);
  });
}

std::vector<DoorState> Subagent::doors() const {
  return {{"snmp", address_, talk_ && talk_->session.is_registered(), problem_}};
}

}  // namespace

std::unique_ptr<SnmpDoor> make_subagent(boost::asio::io_context& io, Configuration& configuration,
                                        Status& status, Clock& clock,
                                        const SnmpSettings& settings) {
  return std::make_unique<Subagent>(io, configuration, status, clock, settings);
}

}  // namespace lineman::mibs::agentx
