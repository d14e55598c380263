#include "agent/agent.hpp"

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "agent/acs_door.hpp"
#include "agent/control/control_door.hpp"
#include "agent/control/control_service.hpp"
#include "agent/core/sip_core_client.hpp"
#include "agent/core/status_cache.hpp"
#include "agent/events/event_sources.hpp"
#include "agent/events/journal.hpp"
#include "agent/factory_values.hpp"
#include "agent/files/disk_worker.hpp"
#include "agent/files/posix_files.hpp"
#include "agent/snmp_publisher.hpp"
#include "agent/snmp_setup.hpp"
#include "agent/state_unusable.hpp"
#include "agent/status_line.hpp"
#include "agent/transaction/transaction_engine.hpp"
#include "daemon/asio_clock.hpp"
#include "daemon/groups.hpp"
#include "daemon/log.hpp"
#include "daemon/notify.hpp"
#include "daemon/watchdog.hpp"
#include "mibs/make_snmp_door.hpp"

namespace lineman::agent {
namespace {

std::optional<gid_t> group_of(const daemon::Settings& settings, daemon::SettingName name) {
  return daemon::group_named(std::string{settings.text(name)});
}

ControlAccess control_access(const daemon::Settings& settings) {
  return {.read_group = group_of(settings, "control.group"),
          .write_group = group_of(settings, "control.write_group"),
          .web_user = daemon::user_named(std::string{settings.text("control.web_user")})};
}

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// Another text with each start: names of transactions begin with it.
std::string start_name() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  return std::to_string(getpid()) + '-' + std::to_string(now);
}

void report(const std::string& sentence) {
  log::warning(log::Event::stored_value_repaired, sentence);
}

void report_of_engine(const std::string& sentence) {
  log::warning(log::Event::commit_not_followed, sentence);
}

// The disk left open whether a generation stands. Nothing may answer any more, so nothing is
// unwound.
[[noreturn]] void end_without_an_answer(const std::string& sentence) {
  log::critical(log::Event::disk_in_doubt, "ending without an answer",
                {{"LINEMAN_REASON", sentence}});
  std::_Exit(daemon::exit_failed);
}

// Every part, and the order of their lives. One thread: the loop's, which outlives it.
class Agent : public SipCore::Listener {
 public:
  Agent(boost::asio::io_context& loop, const daemon::Settings& settings,
        const daemon::Options& options, std::unique_ptr<PosixFiles> files)
      : loop_{loop},
        settings_{settings},
        options_{options},
        files_{std::move(files)},
        store_{*files_, settings.number("device.accounts"), settings.number("history.generations")},
        core_{loop, clock_, options.runtime_dir + "/sipcore"},
        engine_{{.store = store_, .disk = disk_, .core = core_, .clock = clock_},
                {.accounts = settings.number("device.accounts"),
                 .history = settings.number("history.generations"),
                 .instance = start_name()},
                {.fatal = end_without_an_answer,
                 .report = report_of_engine,
                 .core_changed = [this] { core_may_be_loaded(); },
                 .registered = [this] { return registered(); },
                 .guard = [this](GuardEvent event,
                                 std::uint64_t generation) { journal_.guard(event, generation); }},
                open_store()},
        status_{core_, clock_, settings.number("device.accounts"),
                [this] {
                  engine_.status_changed();
                  show_status();
                  acs_.client().status_changed();
                  if (snmp_) snmp_->status_changed();
                }},
        acs_{{.loop = loop,
              .files = *files_,
              .disk = disk_,
              .configuration = engine_,
              .status = status_,
              .clock = clock_,
              .state_dir = options.state_dir},
             settings,
             options.runtime_dir,
             [this] { events_.tell(event_of(acs_.client().acs())); }},
        control_{engine_,
                 status_,
                 engine_,
                 core_,
                 events_,
                 clock_,
                 control_access(settings),
                 {.doors = [this] { return doors(); },
                  .acs = [this] { return acs_.client().acs(); },
                  .inform = [this] { return acs_.client().inform(); }}},
        control_door_{loop, clock_, control_, options.runtime_dir + "/control",
                      group_of(settings, "control.group")} {
    status_.set_acs([this] { return acs_.client().acs(); });
    engine_.add_publisher("journal", journal_);
    engine_.add_publisher("snmp", snmp_publisher_);
    engine_.add_publisher("cwmp", acs_);
  }

  void start() {
    if (const auto started = engine_.start(); !started) {
      throw StateUnusable{started.error().sentence};
    }
    core_.start(*this);
    open_doors_at_last_ = clock_.after(patience_for_core, [this] { open_doors(); });
  }

  // Users, communities and limits of SNMP, as settings read again say. Sentences: what is wrong,
  // and everything is as it was.
  std::vector<std::string> apply(const daemon::Settings& settings) {
    acs_.look_again();
    if (!snmp_) return {};
    const auto setup = snmp_setup(settings, identity_of(settings_), options_.state_dir);
    if (!setup.problems.empty()) return setup.problems;
    return snmp_->apply(setup.settings);
  }

  void core_connected(const sipcore::Welcome& welcome) override {
    engine_.core_connected(welcome);
    status_.core_connected();
    events_.tell(event_of(welcome));
  }
  void core_disconnected() override {
    engine_.core_disconnected();
    status_.core_disconnected();
    show_status();
    events_.tell(core_disconnected_event());
  }
  void core_event(const sipcore::Event& event) override {
    engine_.core_event(event);
    status_.core_event();
    // What a commit comes to is told as the commit.
    if (event.kind == sipcore::generation_kind) return;
    log::info("SIP core: " + event.kind, {{"LINEMAN_ACCOUNT", std::to_string(event.account)},
                                          {"LINEMAN_SERVER", std::to_string(event.server)},
                                          {"LINEMAN_DETAIL", event.detail}});
    events_.tell(event_of(event));
  }

 private:
  Store::Opened open_store() {
    const auto factory = read_factory_values(std::string{settings_.text("device.factory_file")},
                                             settings_.number("device.accounts"));
    for (const auto& sentence : factory.problems) log::error(log::Event::file_unreadable, sentence);
    for (const auto& sentence : factory.reports) report(sentence);
    auto opened = store_.open(factory.values, seconds_now());
    if (!opened) throw StateUnusable{opened.error().sentence};
    for (const auto& sentence : opened->reports) report(sentence);
    return std::move(*opened);
  }

  std::vector<Registered> registered() const {
    std::vector<Registered> all;
    for (const auto& account : status_.accounts()) {
      if (account.state != datamodel::AccountState::registered) continue;
      all.push_back({account.account, account.registered_generation});
    }
    return all;
  }

  void core_may_be_loaded() {
    show_status();
    if (engine_.applied_generation() != engine_.generation()) return;
    status_.core_event();
    if (open_doors_at_last_) open_doors();
  }

  // To systemd, where it is another one.
  void show_status() {
    auto line = status_line(status_, engine_.generation(), engine_.applied_generation());
    if (line == shown_) return;
    daemon::notify_status(line);
    shown_ = std::move(line);
  }

  void open_doors() {
    show_status();
    open_doors_at_last_.reset();
    open_snmp();
    acs_.open();
    control_door_.open(daemon::inherited_socket("control"));
    daemon::notify_ready();
    log::info(log::Event::ready, "ready",
              {{"LINEMAN_GENERATION", std::to_string(engine_.generation())}});
  }

  // Without SNMP's library there is no SNMP door; a phone has to register all the same.
  void open_snmp() {
    auto setup = snmp_setup(settings_, identity_of(settings_), options_.state_dir);
    for (const auto& problem : setup.problems)
      log::error(log::Event::snmp_settings_unusable, problem);
    setup.settings.inherited = daemon::inherited_sockets("snmp");
    try {
      snmp_ = mibs::make_snmp_door(loop_, engine_, status_, clock_, setup.settings);
      snmp_publisher_.opened(*snmp_);
    } catch (const std::runtime_error& reason) {
      snmp_problem_ = reason.what();
      log::error(log::Event::door_failed, "SNMP does not start",
                 {{"LINEMAN_REASON", snmp_problem_}});
    }
  }

  std::vector<DoorState> doors() const {
    std::vector<DoorState> all{control_door_.state()};
    for (auto& door : acs_.client().doors()) all.push_back(std::move(door));
    if (!snmp_problem_.empty()) {
      all.push_back({.door = "snmp",
                     .address = std::string{settings_.text("snmp.listen")},
                     .problem = snmp_problem_});
    }
    if (!snmp_) return all;
    for (auto& door : snmp_->doors()) all.push_back(std::move(door));
    return all;
  }

  boost::asio::io_context& loop_;
  daemon::Settings settings_;
  daemon::Options options_;
  daemon::AsioClock clock_{loop_};
  EventFeed events_{clock_};
  std::unique_ptr<PosixFiles> files_;
  Store store_;
  DiskWorker disk_{loop_};  // its last jobs need the store
  SipCoreClient core_;
  TransactionEngine engine_;
  StatusCache status_;
  AcsDoor acs_;
  std::unique_ptr<mibs::SnmpDoor> snmp_;
  std::string snmp_problem_;  // why there is none
  std::string shown_;         // by systemd
  Journal journal_{events_};
  SnmpPublisher snmp_publisher_;
  ControlService control_;
  ControlDoor control_door_;
  std::unique_ptr<Timer> open_doors_at_last_;
  daemon::Watchdog watchdog_{clock_};
};

std::unique_ptr<PosixFiles> open_state(const std::string& folder) {
  auto files = PosixFiles::open(folder);
  if (!files) throw StateUnusable{files.error().message()};
  return std::move(*files);
}

}  // namespace

daemon::Running start(boost::asio::io_context& loop, const daemon::Options& options,
                      const daemon::Settings& settings) {
  try {
    auto agent = std::make_shared<Agent>(loop, settings, options, open_state(options.state_dir));
    agent->start();
    return {agent, [&its = *agent](const daemon::Settings& fresh) { return its.apply(fresh); }};
  } catch (const StateUnusable& reason) {
    throw std::runtime_error{"cannot use the state directory " + options.state_dir + ": " +
                             reason.what()};
  }
}

}  // namespace lineman::agent
