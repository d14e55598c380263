#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ctl/agent.hpp"
#include "ctl/doctor/agent_check.hpp"
#include "ctl/program_output.hpp"
#include "varlink/blocking_client.hpp"

namespace lineman::ctl::doctor {
namespace {

constexpr std::chrono::seconds patience{3};
constexpr std::string_view refused_beginning = "this is not for you";

// Who holds the lock of the state directory (proc(5), /proc/locks); it is not tried, since a try
// would keep an agent from starting.
std::optional<pid_t> lock_holder(const std::string& state_dir) {
  struct stat lock {};
  if (stat((state_dir + "/lock").c_str(), &lock) != 0) return std::nullopt;
  std::ifstream locks{"/proc/locks"};
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words{line};
    std::string number, kind, mode, access, place;
    pid_t holder = 0;
    words >> number >> kind >> mode >> access >> holder >> place;
    const auto colon = place.rfind(':');
    if (kind != "FLOCK" || colon == std::string::npos) continue;
    if (place.substr(colon + 1) == std::to_string(lock.st_ino) && holder > 0) return holder;
  }
  return std::nullopt;
}

// The system's service has the usual folders; an agent with others is somebody's own.
bool is_the_service(const daemon::Options& options) {
  return options.runtime_dir == daemon::default_runtime_dir &&
         std::filesystem::exists("/run/systemd/system");
}

std::string value_of(const std::string& properties, const std::string& name) {
  std::istringstream lines{properties};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(name + '=')) return line.substr(name.size() + 1);
  }
  return {};
}

void ask_systemd(AgentFacts& facts) {
  const auto properties = output_of(
      {"systemctl", "show", "lineman-agent.service", "--property", "LoadState,ActiveState,Result"},
      patience);
  if (!properties || value_of(*properties, "LoadState") != "loaded") return;
  const auto state = value_of(*properties, "ActiveState");
  if (state == "active") return;
  facts.unit_state = state + " (" + value_of(*properties, "Result") + ')';
  const auto said = output_of({"journalctl", "--quiet", "--no-pager", "--unit=lineman-agent",
                               "--priority=warning", "--lines=1", "--output=cat"},
                              patience);
  if (said) facts.last_words = said->substr(0, said->find('\n'));
}

void ask_agent(const std::string& runtime_dir, AgentFacts& facts) {
  if (auto connected = varlink::BlockingClient::connect(facts.socket); !connected) {
    const bool forbidden = access(facts.socket.c_str(), R_OK | W_OK) != 0 && errno == EACCES;
    facts.reach = forbidden ? Reach::forbidden : Reach::not_there;
    facts.sentence = connected.error().sentence;
    return;
  }
  auto reply = Agent{runtime_dir}.call("Status", {}, patience);
  if (reply) {
    facts.reach = Reach::answers;
    facts.status = std::move(*reply);
    return;
  }
  facts.sentence = reply.error().sentence;
  facts.reach = facts.sentence.starts_with(refused_beginning) ? Reach::forbidden : Reach::silent;
}

}  // namespace

AgentFacts look_at_agent(const daemon::Options& options) {
  AgentFacts facts{.socket = options.runtime_dir + "/control"};
  ask_agent(options.runtime_dir, facts);
  if (facts.reach == Reach::answers || facts.reach == Reach::forbidden) return facts;
  facts.lock_holder = lock_holder(options.state_dir);
  if (is_the_service(options)) ask_systemd(facts);
  return facts;
}

}  // namespace lineman::ctl::doctor
