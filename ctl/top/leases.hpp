// How long leases were when they began, which a status does not say.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <utility>

namespace lineman::ctl::top {

class Leases {
 public:
  // A reply to Get that has account.X.sip_server.Y.expires: what is asked for, and granted as a
  // rule.
  void take_requested(const boost::json::object& values);
  // A reply to Status, as it came at `now`. A lease that is seen to begin has its whole length.
  void take_status(const boost::json::object& status, std::int64_t now);

  // What is left of an account's lease, from 0 to 1; 0 where it has none.
  double part_left(const boost::json::object& account, std::int64_t now) const;

 private:
  struct Lease {
    std::int64_t ends = 0;  // seconds since the epoch
    std::int64_t length = 0;
  };

  std::int64_t requested(std::uint64_t account, std::uint64_t server) const;

  std::map<std::uint64_t, Lease> of_accounts_{};
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::int64_t> requested_{};
};

}  // namespace lineman::ctl::top
