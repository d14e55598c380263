#include "agent/dhcp_file.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "daemon/log.hpp"
#include "tr069/discovery/dhcp_file.hpp"

namespace lineman::agent {
namespace {

// One octet more than is permitted at most; empty where there is no file. To open a pipe could take
// for ever.
tl::expected<std::string, std::string> text_of(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::not_found) return std::string{};
  if (type == std::filesystem::file_type::none) return tl::unexpected(error.message());
  if (type != std::filesystem::file_type::regular) {
    return tl::unexpected(std::string("is no regular file"));
  }
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  if (!file) return tl::unexpected(std::generic_category().message(errno));
  std::string text(cwmp::maximum_dhcp_file + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return tl::unexpected(std::string("cannot be read"));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

}  // namespace

DhcpFile::DhcpFile(boost::asio::io_context& loop, std::string path, OnFound found)
    : path_{std::move(path)}, found_{std::move(found)}, watch_{loop, path_, [this] { read(); }} {}

void DhcpFile::look() {
  if (const auto why_not = watch_.watch(); !why_not.empty()) {
    log::warning(log::Event::watch_missing, "cwmp.dhcp_file is not watched",
                 {{"LINEMAN_REASON", why_not}});
  }
  read();
}

void DhcpFile::read() {
  const auto text = text_of(path_);
  const auto found = text ? cwmp::read_dhcp_file(*text) : tl::unexpected(text.error());
  if (!found)
    return log::error(log::Event::acs_file_unreadable,
                      path_ + ": " + found.error() + "; what DHCP said before stands");
  if (*found == last_) return;
  last_ = *found;
  log::info(log::Event::acs_found, last_.url.empty() ? "DHCP names no ACS" : "DHCP names an ACS",
            {{"LINEMAN_URL", last_.url}});
  found_(last_);
}

}  // namespace lineman::agent
