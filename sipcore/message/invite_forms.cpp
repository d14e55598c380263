#include "sipcore/message/invite_forms.hpp"

namespace lineman::sipcore {

namespace {

RequestForm same_place(const RequestForm& invite, std::string_view method) {
  auto form = invite;
  form.method = method;
  form.headers.clear();
  form.authorization.clear();
  form.body = {};
  return form;
}

}  // namespace

RequestForm ack_of(const RequestForm& invite, const Response& response) {
  auto form = same_place(invite, "ACK");
  form.to = response.to;
  return form;
}

RequestForm cancel_of(const RequestForm& invite) {
  return same_place(invite, "CANCEL");
}

}  // namespace lineman::sipcore
