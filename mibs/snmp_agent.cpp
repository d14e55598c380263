#include "mibs/snmp_agent.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>

#include "daemon/log.hpp"
#include "mibs/door/door_parameters.hpp"
#include "mibs/door/gate.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/door/waiting_room.hpp"
#include "mibs/library.hpp"
#include "mibs/library_log.hpp"
#include "mibs/listeners.hpp"
#include "mibs/net_snmp/event_loop.hpp"
#include "mibs/net_snmp/message.hpp"
#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/notifications/boot_record.hpp"
#include "mibs/notifications/notifier.hpp"
#include "mibs/notifications/receivers.hpp"
#include "mibs/object_handler.hpp"
#include "mibs/objects/extent_of_phone.hpp"
#include "mibs/set_requests.hpp"
#include "mibs/standard/standard_objects.hpp"
#include "mibs/system_group.hpp"
#include "mibs/waiting_reads.hpp"

namespace lineman::mibs {
namespace {

unsigned port_of(const Configuration& configuration) {
  return static_cast<unsigned>(
      datamodel::to_integer(value_of(configuration, "network.snmp.port")).value_or(0));
}

std::string_view community_of(const snmp_pdu& pdu) {
  if (pdu.community == nullptr) return {};
  return {reinterpret_cast<const char*>(pdu.community), pdu.community_len};
}

// The library takes a message for any engine that it knows, and it knows those of the receivers of
// our informs: what was meant for them would do here what it asks for (RFC 3414, 3.2, step 3).
bool is_for(const snmp_pdu& pdu, const std::string& engine_id) {
  return engine_id.size() == pdu.securityEngineIDLen &&
         std::equal(engine_id.begin(), engine_id.end(),
                    reinterpret_cast<const char*>(pdu.securityEngineID));
}

// Not a notification, which nobody here takes and nobody waits for an answer to.
bool is_request(const snmp_pdu& pdu) {
  return pdu.command == SNMP_MSG_GET || pdu.command == SNMP_MSG_GETNEXT ||
         pdu.command == SNMP_MSG_GETBULK || pdu.command == SNMP_MSG_SET;
}

class SnmpAgent final : public SnmpDoor {
 public:
  SnmpAgent(boost::asio::io_context& io, Configuration& configuration, Status& status, Clock& clock,
            const SnmpSettings& settings);

  void configuration_changed() override;
  void status_changed() override { notifier_.status_changed(); }
  void raise(LoggedEvent event) override { notifier_.raise(std::move(event)); }
  std::vector<std::string> apply(const SnmpSettings& settings) override;
  std::vector<DoorState> doors() const override { return listeners_.states(); }
  const SnmpDoorCounters& counters() const override { return counters_; }

 private:
  static int before_parsing(netsnmp_session* session, netsnmp_transport* transport, void* data,
                            int length) noexcept;
  static int parse(netsnmp_session* session, netsnmp_pdu* pdu, unsigned char* octets,
                   std::size_t count) noexcept;
  static int received(int operation, netsnmp_session* session, int request, netsnmp_pdu* pdu,
                      void* owner) noexcept;

  bool knows_community(const netsnmp_pdu& pdu) const;
  void take(netsnmp_session* session, netsnmp_pdu* pdu);
  bool has_room(const netsnmp_pdu& pdu);
  void open_or_close();
  void report(const std::vector<DoorState>& before);

  Configuration& configuration_;
  Clock& clock_;
  SnmpDoorCounters counters_;
  NotificationState notifications_;
  std::string engine_id_;
  Gate gate_;
  LibraryLog log_;
  Library library_;
  ExtentOfPhone extent_;
  ObjectTree tree_;
  SystemGroup system_;
  ObjectHandler objects_;
  StandardObjects standard_;
  EventLoop loop_;
  SetSurroundings around_;
  SetRequests sets_;
  WaitingReads reads_;
  Listeners listeners_;
  Receivers receivers_;
  Notifier notifier_;
  bool changed_ = true;
  WaitingRoom line_;  // behind a SET
  std::unique_ptr<Timer> retry_;
  MessageDigest message_{};  // of the version 3 SET that was parsed last
};

SnmpAgent::SnmpAgent(boost::asio::io_context& io, Configuration& configuration, Status& status,
                     Clock& clock, const SnmpSettings& settings)
    : configuration_{configuration},
      clock_{clock},
      engine_id_{settings.engine_id},
      gate_{clock, counters_, settings},
      log_{clock},
      library_{settings, [this](bool severe, std::string_view text) { log_.write(severe, text); }},
      extent_{configuration, status, notifications_},
      tree_{extent_},
      system_{settings},
      objects_{tree_, {configuration, status, counters_, notifications_}},
      standard_{configuration, status, clock, settings.description},
      loop_{io, clock, [this] { open_or_close(); }},
      around_{configuration, clock, tree_, [this] { loop_.sync(); }},
      sets_{around_, counters_},
      reads_{status, tree_, [this] { loop_.sync(); }},
      listeners_{settings,
                 port_of(configuration),
                 {before_parsing, parse, received, this},
                 [this](int socket) { loop_.forget(socket); }},
      receivers_{loop_, notifications_.receivers},
      notifier_{{configuration, status, clock, objects_.reader(), notifications_, receivers_}} {
  receivers_.set(settings);
  loop_.sync();
  raise({.kind = note_start(settings.folder, settings.boot_id)});
}

std::vector<std::string> SnmpAgent::apply(const SnmpSettings& settings) {
  if (auto problem = library_.apply(settings); !problem.empty()) return {std::move(problem)};
  gate_.apply(settings);
  receivers_.set(settings);
  log::info("SNMP users and communities are as the settings say now");
  return {};
}

void SnmpAgent::configuration_changed() {
  changed_ = true;
  // A SET that made the change is answered first; sync() comes back here after it.
  open_or_close();
}

// The end of every turn: what a change of configuration asks of the sockets, when no answer is
// outstanding on them.
void SnmpAgent::open_or_close() {
  if (sets_.idle()) line_.clear();
  if (!changed_ || !sets_.idle() || !reads_.idle()) return;
  changed_ = false;
  gate_.trust(value_of(configuration_, "network.snmp.trust_ip"));
  const bool wanted = is_snmp_enabled(configuration_);
  const auto before = listeners_.states();
  retry_.reset();
  if (!wanted) {
    listeners_.close();
  } else if (!listeners_.open()) {
    retry_ = clock_.after(listen_retry, [this] { configuration_changed(); });
  }
  report(before);
  const auto after = listeners_.states();
  const bool same = std::ranges::equal(before, after, {}, &DoorState::open, &DoorState::open);
  if (!same) loop_.sync();
}

void SnmpAgent::report(const std::vector<DoorState>& before) {
  const auto after = listeners_.states();
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto& now = after[i];
    if (now.open && !before[i].open)
      log::info(log::Event::door_open, "SNMP answers at " + now.address);
    if (!now.open && before[i].open)
      log::info(log::Event::door_closed, "SNMP no longer answers at " + now.address);
    if (!now.problem.empty() && now.problem != before[i].problem) {
      log::error(log::Event::door_failed,
                 "SNMP cannot listen at " + now.address + ": " + now.problem + "; it tries again");
    }
  }
}

int SnmpAgent::before_parsing(netsnmp_session* session, netsnmp_transport* /*transport*/,
                              void* data, int length) noexcept {
  auto& self = *static_cast<SnmpAgent*>(session->callback_magic);
  const auto source = source_of(data, length);
  if (!source || !self.gate_.permits(source->address)) return 0;
  snmp_increment_statistic(STAT_SNMPINPKTS);
  return 1;
}

int SnmpAgent::parse(netsnmp_session* session, netsnmp_pdu* pdu, unsigned char* octets,
                     std::size_t count) noexcept {
  auto* const list = static_cast<session_list*>(snmp_sess_pointer(session));
  const int problem = snmp_parse(list, session, pdu, octets, count);
  if (problem == 0 && pdu->version == SNMP_VERSION_3 && pdu->command == SNMP_MSG_SET) {
    static_cast<SnmpAgent*>(session->callback_magic)->message_ = digest_of(octets, count);
  }
  return problem;
}

bool SnmpAgent::knows_community(const netsnmp_pdu& pdu) const {
  const auto source = source_of(pdu);
  return source && gate_.knows(community_of(pdu), source->address);
}

// While a SET is under way the library keeps other requests in line without a limit.
bool SnmpAgent::has_room(const netsnmp_pdu& pdu) {
  if (sets_.idle()) {
    line_.clear();
    return true;
  }
  if (line_.take(varbinds_of(pdu))) return true;
  snmp_increment_statistic(STAT_SNMPSILENTDROPS);
  return false;
}

void SnmpAgent::take(netsnmp_session* session, netsnmp_pdu* pdu) {
  if (pdu->version == SNMP_VERSION_3 && !is_for(*pdu, engine_id_)) {
    snmp_increment_statistic(STAT_USMSTATSUNKNOWNENGINEIDS);
    return;
  }
  if (pdu->version != SNMP_VERSION_3 && !knows_community(*pdu)) {
    snmp_increment_statistic(STAT_SNMPINBADCOMMUNITYNAMES);
    return;
  }
  if (is_request(*pdu) && varbinds_of(*pdu) > maximum_varbinds) {
    answer_too_big(session, *pdu);
    return;
  }
  if (!has_room(*pdu)) return;
  if (pdu->command == SNMP_MSG_SET) {
    sets_.received(session, pdu, message_);
  } else if (!reads_.holds_back(session, *pdu)) {
    handle_snmp_packet(NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE, session, static_cast<int>(pdu->reqid),
                       pdu, nullptr);
  }
}

int SnmpAgent::received(int operation, netsnmp_session* session, int /*request*/, netsnmp_pdu* pdu,
                        void* owner) noexcept {
  if (operation == NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE) {
    static_cast<SnmpAgent*>(owner)->take(session, pdu);
  }
  return 1;
}

}  // namespace

std::unique_ptr<SnmpDoor> make_snmp_agent(boost::asio::io_context& io, Configuration& configuration,
                                          Status& status, Clock& clock,
                                          const SnmpSettings& settings) {
  return std::make_unique<SnmpAgent>(io, configuration, status, clock, settings);
}

}  // namespace lineman::mibs
