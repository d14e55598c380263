#include "tr069/transfers/move.hpp"

#include "tr069/transfers/transfer_url.hpp"

namespace lineman::cwmp {

std::unique_ptr<FileConnection> connect(const MoveSurroundings& at, const FileRequest& request) {
  return std::make_unique<FileConnection>(
      at.loop, at.settings.http,
      AcsAddress{.url = request.url, .username = request.username, .password = request.password},
      at.settings.times);
}

std::string file_name_of(const FileRequest& request) {
  // As in a URL: what people read has no folders and no control characters.
  return file_name_of_url(request.target_file_name.empty() ? request.url
                                                           : "/" + request.target_file_name);
}

}  // namespace lineman::cwmp
