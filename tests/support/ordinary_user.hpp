// What root would be allowed, an ordinary user is not: for tests of files that cannot be read.
#pragma once

#include <unistd.h>

#include <exception>

namespace lineman::test {

// While it lives the process has no more rights than an ordinary user.
class OrdinaryUser {
 public:
  OrdinaryUser() : was_(geteuid()) {
    if (was_ == 0 && seteuid(nobody) != 0) succeeded_ = false;
  }
  ~OrdinaryUser() {
    if (was_ == 0 && succeeded_ && seteuid(was_) != 0) std::terminate();
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  bool succeeded() const { return succeeded_; }

 private:
  static constexpr uid_t nobody = 65'534;
  uid_t was_;
  bool succeeded_ = true;
};

}  // namespace lineman::test
