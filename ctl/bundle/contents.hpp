// What a support bundle holds.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "daemon/options.hpp"

namespace lineman::ctl::bundle {

struct BundleFile {
  std::string name;  // "status.json"
  std::string text;
};

// What could not be had, and why.
struct MissingFile {
  std::string name;
  std::string why;
};

struct Contents {
  std::string device;  // the phone's serial number, or "phone"
  std::vector<BundleFile> files{};
  std::vector<MissingFile> missing{};
  // What of it tells something of people or of the network, a few words each.
  std::vector<std::string> tells_of{};
};

// Gathers it all, secrets left out; takes at most a minute. `now`: seconds since the epoch.
Contents gather(const daemon::Options& options, std::int64_t now);

}  // namespace lineman::ctl::bundle
