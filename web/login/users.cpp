#include "web/login/users.hpp"

#include <algorithm>

#include "daemon/secret_file.hpp"
#include "web/login/password_hash.hpp"

namespace lineman::web {
namespace {

// A good hash of a password that nobody has, with the cost of hash_of().
constexpr std::string_view hash_of_nobody =
    "$7$AU..../....abcdefghijklmnopqrstuv$FXV3On4sqIbYADPEBGKFUk9iygJBlMW6ti162SW.xz4";

tl::expected<std::string, std::string> read_hash(const std::string& path) {
  auto hash = daemon::read_secret(path);
  if (!hash) return hash;
  if (const auto objection = objection_to_hash(*hash))
    return tl::unexpected{path + ' ' + *objection};
  return hash;
}

}  // namespace

const User* Users::find(std::string_view name) const {
  const auto user = std::ranges::find(users_, name, &User::name);
  return user == users_.end() ? nullptr : &*user;
}

std::string Users::stand_in() const {
  return users_.empty() ? std::string{hash_of_nobody} : users_.front().hash;
}

tl::expected<Users, std::vector<std::string>> read_users(const daemon::Settings& settings) {
  std::vector<User> users;
  std::vector<std::string> problems;
  for (const auto index : settings.indices("web.user.N.name")) {
    const std::string path{settings.text("web.user.N.password_file", index)};
    auto hash = read_hash(path);
    if (!hash) {
      problems.push_back("web.user." + std::to_string(index) + ".password_file: " + hash.error());
      continue;
    }
    users.push_back({.name = std::string{settings.text("web.user.N.name", index)},
                     .hash = std::move(*hash),
                     .writes = settings.text("web.user.N.access", index) == "write"});
  }
  if (!problems.empty()) return tl::unexpected{std::move(problems)};
  return Users{std::move(users)};
}

}  // namespace lineman::web
