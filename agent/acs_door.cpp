#include "agent/acs_door.hpp"

#include <fstream>

#include "agent/factory_values.hpp"
#include "agent/identity.hpp"
#include "agent/processes/command.hpp"
#include "agent/state_unusable.hpp"
#include "daemon/log.hpp"
#include "daemon/notify.hpp"
#include "daemon/restart.hpp"
#include "daemon/secret_file.hpp"

namespace lineman::agent {
namespace {

constexpr std::chrono::seconds longest_reset{20};

// random(4): another text with each start of the system.
std::string boot_id() {
  std::string text;
  std::ifstream{"/proc/sys/kernel/random/boot_id"} >> text;
  return text;
}

// Where the credentials cannot be had the proxy says so, in the status.
cwmp::Proxy proxy_of(const daemon::Settings& settings) {
  cwmp::Proxy proxy{.url = std::string{settings.text("cwmp.proxy")},
                    .except = std::string{settings.text("cwmp.proxy_exceptions")}};
  const std::string file{settings.text("cwmp.proxy_credentials_file")};
  if (file.empty()) return proxy;
  if (auto credentials = daemon::read_secret(file)) {
    proxy.credentials = *std::move(credentials);
  } else {
    log::error(log::Event::file_unreadable, "cwmp.proxy_credentials_file: " + credentials.error());
  }
  return proxy;
}

cwmp::HttpSettings http_settings(const daemon::Settings& settings) {
  const auto text = [&](daemon::SettingName name) { return std::string{settings.text(name)}; };
  return {.ca_file = text("cwmp.ca_file"),
          .ca_path = text("cwmp.ca_path"),
          .client_certificate = text("cwmp.client_certificate"),
          .client_key = text("cwmp.client_key"),
          .allow_basic_over_http = settings.yes("cwmp.allow_basic_over_http"),
          .proxy = proxy_of(settings)};
}

cwmp::CwmpSettings cwmp_settings(const daemon::Settings& settings) {
  const auto text = [&](daemon::SettingName name) { return std::string{settings.text(name)}; };
  return {.http = http_settings(settings),
          .listen = settings.words("cwmp.listen"),
          .inherited = daemon::inherited_sockets("cwmp"),
          .device = {.manufacturer = text("device.manufacturer"),
                     .oui = text("device.oui"),
                     .product_class = text("device.product_class"),
                     .serial_number = identity_of(settings).serial},
          .model_name = text("device.model"),
          .hardware_version = text("device.hardware_version"),
          .software_version = LINEMAN_VERSION,
          .boot_id = boot_id(),
          .can_reboot = !settings.words("cwmp.reboot_command").empty()};
}

std::string dhcp_file(const daemon::Settings& settings, const std::string& runtime_dir) {
  const auto named = settings.text("cwmp.dhcp_file");
  return named.empty() ? runtime_dir + "/dhcp" : std::string{named};
}

std::optional<std::string> load(StateFile& file) {
  auto loaded = file.load();
  if (!loaded) {
    throw StateUnusable{loaded.error().name + ": " + loaded.error().code.message()};
  }
  return std::move(*loaded);
}

}  // namespace

AcsDoor::AcsDoor(const Surroundings& surroundings, const daemon::Settings& settings,
                 const std::string& runtime_dir, std::function<void()> session_ended)
    : at_{surroundings},
      settings_{settings},
      file_{surroundings.files, surroundings.disk, "cwmp", "state"},
      acs_files_{{.loop = surroundings.loop,
                  .files = surroundings.files,
                  .disk = surroundings.disk,
                  .configuration = surroundings.configuration,
                  .clock = surroundings.clock,
                  .state_dir = surroundings.state_dir},
                 settings,
                 http_settings(settings)},
      dhcp_file_{surroundings.loop, dhcp_file(settings, runtime_dir),
                 [this](const cwmp::FoundAcs& found) { client_->found(found); }} {
  const auto stored = load(file_);
  client_ = std::make_unique<cwmp::CwmpClient>(
      cwmp::CwmpClient::Surroundings{at_.loop, at_.configuration, at_.status, at_.clock,
                                     &acs_files_.mover()},
      cwmp_settings(settings),
      cwmp::CwmpClient::Hooks{
          .store =
              [this](std::string text, std::function<void(const std::string&)> done) {
                file_.store(std::move(text), std::move(done));
              },
          .reboot = [this](const auto& failed) { reboot(failed); },
          .reset_configuration = [this](auto answer) { reset_configuration(std::move(answer)); },
          .begin_anew = [this] { daemon::begin_anew(at_.loop); },
          .session_ended = std::move(session_ended)},
      stored);
}

void AcsDoor::open() {
  dhcp_file_.look();
  client_->open();
}

void AcsDoor::publish(const Generation& generation) {
  cwmp::PublishedChange change{.generation = generation.number, .door = generation.asker.door};
  for (const auto& name : generation.changed) {
    if (const auto ref = datamodel::find_by_name(name, at_.configuration.accounts())) {
      change.changed.push_back(*ref);
    }
  }
  client_->published(change);
}

void AcsDoor::reboot(const std::function<void()>& failed) {
  const auto problem =
      run_command(at_.loop, settings_.words("cwmp.reboot_command"), [failed](int code) {
        if (code == 0) return;
        log::error(log::Event::reboot_failed,
                   "cwmp.reboot_command ended with code " + std::to_string(code));
        failed();
      });
  if (problem.empty()) return;
  log::error(log::Event::reboot_failed, "cwmp.reboot_command: " + problem);
  failed();
}

void AcsDoor::reset_configuration(std::function<void(bool done)> answer) {
  const auto factory = read_factory_values(std::string{settings_.text("device.factory_file")},
                                           at_.configuration.accounts());
  for (const auto& problem : factory.problems) log::error(log::Event::reset_failed, problem);
  TransactionRequest request{.asker = {Door::cwmp, "FactoryReset"},
                             .deadline = at_.clock.now() + longest_reset,
                             .parameter_key = "",
                             .without_core = true};
  for (const auto& ref : datamodel::all_of(at_.configuration.accounts())) {
    request.changes.push_back({ref, std::string{factory.values.get(ref)}});
  }
  at_.configuration.run(std::move(request), [answer = std::move(answer)](const Outcome& outcome) {
    for (const auto& problem : outcome.problems)
      log::error(log::Event::reset_failed, problem.name + ' ' + problem.sentence);
    answer(!outcome.refused());
  });
}

}  // namespace lineman::agent
