#include "ctl/bundle/system_files.hpp"

#include <sys/utsname.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ctl/doctor/listeners.hpp"
#include "ctl/doctor/owner.hpp"
#include "ctl/program_output.hpp"

namespace lineman::ctl::bundle {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds patience{10};
constexpr const char* units[] = {
    "lineman-agent.service",  "lineman-sipcore.service", "lineman-web.service",
    "lineman-control.socket", "lineman-sipcore.socket",  "lineman-snmp.socket",
    "lineman-cwmp.socket",    "lineman-web.socket",      "lineman-reboot.path"};
// Without the command lines of the services.
constexpr const char* properties[] = {
    "Id",     "LoadState", "UnitFileState",  "ActiveState",   "SubState",
    "Result", "NRestarts", "ExecMainStatus", "MemoryCurrent", "ActiveEnterTimestamp"};

std::string content_of(const fs::path& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string versions() {
  utsname system{};
  uname(&system);
  return "linemanctl " LINEMAN_VERSION "\nkernel " + std::string{system.sysname} + ' ' +
         system.release + ' ' + system.machine + "\n\n" + content_of("/etc/os-release");
}

std::string sockets() {
  std::string text;
  for (const auto& one : doctor::listeners()) {
    text += std::string{one.udp ? "udp " : "tcp "} + one.address + ' ' + std::to_string(one.port) +
            "  " + doctor::name_of(one) + '\n';
  }
  return text;
}

// Of the system, and of each process of ours.
std::string memory() {
  auto text = content_of("/proc/meminfo");
  std::error_code error;
  for (const auto& process : fs::directory_iterator{"/proc", error}) {
    std::ifstream status{process.path() / "status"};
    std::string line;
    if (!std::getline(status, line) || line.find("lineman") == std::string::npos) continue;
    text += '\n' + line + '\n';
    while (std::getline(status, line)) {
      if (line.starts_with("Vm") || line.starts_with("Rss") || line.starts_with("Pid:"))
        text += line + '\n';
    }
  }
  return text;
}

void add_output(Contents& contents, const char* name, const std::vector<std::string>& words) {
  auto output = output_of(words, patience);
  if (output) {
    contents.files.push_back({name, std::move(*output)});
  } else {
    contents.missing.push_back({name, words.front() + " says nothing here"});
  }
}

void add_units_and_journal(Contents& contents) {
  if (!fs::exists("/run/systemd/system")) {
    for (const auto* name : {"units.txt", "journal.txt"})
      contents.missing.push_back({name, "systemd does not run here"});
    return;
  }
  std::vector<std::string> show{"systemctl", "show", "--no-pager"};
  for (const auto* name : properties) show.push_back(std::string{"--property="} + name);
  show.insert(show.end(), std::begin(units), std::end(units));
  add_output(contents, "units.txt", show);
  std::vector<std::string> journal{"journalctl", "--quiet",      "--no-pager",
                                   "--utc",      "--lines=2000", "--output=short-iso"};
  for (const auto* unit : units) journal.push_back("--unit=" + std::string{unit});
  add_output(contents, "journal.txt", journal);
}

}  // namespace

void add_system_files(Contents& contents) {
  contents.files.push_back({"versions.txt", versions()});
  contents.files.push_back({"sockets.txt", sockets()});
  contents.files.push_back({"resolv.conf", content_of("/etc/resolv.conf")});
  contents.files.push_back({"memory.txt", memory()});
  add_units_and_journal(contents);
}

}  // namespace lineman::ctl::bundle
