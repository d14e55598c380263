// Follows the file in which a DHCP client's hook says where the ACS is (cwmp.dhcp_file).
#pragma once

#include <functional>
#include <string>

#include "agent/files/file_watch.hpp"
#include "tr069/discovery/found_acs.hpp"

namespace lineman::agent {

// One thread: the loop's, which outlives it. A file that cannot be understood is logged with its
// line and changes nothing; one that is not there says nothing of an ACS.
class DhcpFile {
 public:
  using OnFound = std::function<void(const cwmp::FoundAcs&)>;

  // `found` is called from look() and from the loop, when the file says something else than before.
  DhcpFile(boost::asio::io_context& loop, std::string path, OnFound found);

  // Reads it now, and from now on whenever it changes. Again (SIGHUP): also where its folder was
  // missing before, or is another one.
  void look();

 private:
  void read();

  std::string path_;
  OnFound found_;
  cwmp::FoundAcs last_;
  FileWatch watch_;
};

}  // namespace lineman::agent
