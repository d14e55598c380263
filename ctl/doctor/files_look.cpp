#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "ctl/doctor/files_check.hpp"
#include "daemon/secret_file.hpp"

namespace lineman::ctl::doctor {
namespace {

constexpr std::string_view credentials_folder = "/run/credentials/";
constexpr const char* page_user = "lineman-web";

bool is_private_key(std::string_view name) {
  return name == "web.key" || name.ends_with(".client_key");
}

// What DHCP's hook may or may not have written.
bool may_be_absent(std::string_view name) {
  return name == "cwmp.dhcp_file";
}

FileFacts look_at(const daemon::Setting& setting, std::string name, const std::string& path,
                  const User& reader) {
  FileFacts facts{.setting = std::move(name),
                  .path = path,
                  .reader = reader,
                  .secret = setting.secret() || is_private_key(setting.name),
                  .pass_phrase = setting.secret(),
                  .credential = path.starts_with(credentials_folder)};
  struct stat file {};
  if (stat(path.c_str(), &file) != 0) {
    facts.seen = errno == EACCES ? Seen::hidden : Seen::no;
    return facts;
  }
  facts.seen = Seen::yes;
  facts.rights = {.uid = file.st_uid, .gid = file.st_gid, .mode = file.st_mode & 07777U};
  if (facts.pass_phrase && !facts.credential && access(path.c_str(), R_OK) == 0) {
    const auto secret = daemon::read_secret(path);
    if (!secret) facts.objection = secret.error();
  }
  return facts;
}

}  // namespace

std::vector<FileFacts> look_at_files(const daemon::Settings& settings, const User& agent) {
  const auto page = user_named(page_user).value_or(agent);
  std::vector<FileFacts> files;
  for (const auto& [place, value] : settings.said()) {
    const auto& setting = daemon::settings_table.at(place.first);
    if (setting.kind.form != daemon::Form::path || may_be_absent(setting.name)) continue;
    files.push_back(look_at(setting, daemon::name_of(place.first, place.second), value,
                            setting.name.starts_with("web.") ? page : agent));
  }
  return files;
}

}  // namespace lineman::ctl::doctor
