// The users of the page, as the settings name them.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "daemon/settings.hpp"

namespace lineman::web {

struct User {
  std::string name{};
  std::string hash{};
  bool writes = false;

  bool operator==(const User&) const = default;
};

class Users {
 public:
  Users() = default;
  explicit Users(std::vector<User> users) : users_{std::move(users)} {}

  const User* find(std::string_view name) const;
  // What a password is checked against that comes with a name of nobody, so that it takes as long.
  std::string stand_in() const;
  bool empty() const { return users_.empty(); }

 private:
  std::vector<User> users_;
};

// web.user.N.*, with the hashes of the files that they name. The error has a sentence for each user
// who cannot be taken, which names the setting and the file.
tl::expected<Users, std::vector<std::string>> read_users(const daemon::Settings& settings);

}  // namespace lineman::web
