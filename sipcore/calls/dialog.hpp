// A dialog (RFC 3261, 12): who the two sides are, where requests of ours go, and in which order
// those of the other side have to come.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sipcore/message/message_text.hpp"
#include "sipcore/network/transport.hpp"

namespace lineman::sipcore {

// Pure, and a value.
class Dialog {
 public:
  // Our request and the response that made it one: its To has a tag. `link` is the way that the
  // request went.
  Dialog(const RequestForm& request, const Response& response, std::shared_ptr<Link> link);
  // A request of the other side that we accept; From and To of ours are its To and From. For a
  // SUBSCRIBE of ours this is the first NOTIFY. `link` leads to where it came from.
  Dialog(const Request& request, std::string local_tag, std::string contact_user,
         std::shared_ptr<Link> link);

  const std::string& local_tag() const { return local_tag_; }
  bool has(const Request& request) const;
  // Within this dialog, to be called once for each request but ACK and CANCEL. False: it comes out
  // of order and is to be refused with 500 (RFC 3261, 12.2.2).
  bool takes_in_order(const Request& request);
  // By a re-INVITE or its answer, a SUBSCRIBE's answer, a NOTIFY.
  void refresh_target(const MessageHead& message);

  // The next request of ours, with a new branch.
  RequestForm next(std::string_view method, const Target& local);
  // The ACK of a 2xx to `invite`, with its CSeq and credentials.
  RequestForm ack(const RequestForm& invite, const Target& local) const;
  // Of ours so far; a dialog that a NOTIFY made goes on with that of the SUBSCRIBE.
  void continue_from(std::uint32_t cseq) { local_cseq_ = cseq; }

  // The way that requests go: to the topmost route or the remote target where that is an IP
  // address, otherwise the way that the dialog began on: also where that address is one of many
  // hosts, or of our own where the dialog came from elsewhere.
  std::shared_ptr<Link> link(Transport& transport) const;
  const std::string& contact_user() const { return contact_user_; }
  const std::string& remote_target() const { return remote_target_; }

 private:
  RequestForm form(std::string_view method, std::uint32_t cseq, const Target& local) const;

  std::string call_id_;
  std::string local_;  // From of ours, without its tag
  std::string local_tag_;
  std::string remote_;  // To of ours, with its tag
  std::string remote_tag_;
  std::string remote_target_;
  std::vector<std::string> routes_;
  std::uint32_t local_cseq_ = 0;
  std::optional<std::uint32_t> remote_cseq_{};
  std::string contact_user_;
  std::shared_ptr<Link> began_on_;
};

}  // namespace lineman::sipcore
