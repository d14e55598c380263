#include "door_rig.hpp"

#include <chrono>
#include <utility>

namespace lineman::web {

DoorRig::DoorRig(TlsContext context)
    : door{loop, clock, {.listen = {"127.0.0.1:0"}}, std::move(context), site} {
  door.open();
}

unsigned short DoorRig::port() const {
  return door.local().at(0).port;
}

void DoorRig::turn() {
  loop.restart();
  loop.poll();
}

bool DoorRig::until(const std::function<bool()>& holds) {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!holds()) {
    if (std::chrono::steady_clock::now() > patience) return false;
    loop.restart();
    loop.run_one_for(std::chrono::milliseconds{5});
  }
  return true;
}

bool DoorRig::until_received(Stream& client, const std::string& text) {
  return until([&] { return client.received().find(text) != std::string::npos; });
}

bool DoorRig::until_ended(Stream& client) {
  return until([&] { return client.at_end(); });
}

bool DoorRig::until_requests(std::size_t count) {
  return until([&] { return site.requests.size() >= count; });
}

void DoorRig::answer_with(Response response) {
  site.answer = [response = std::move(response)](Reply& reply) { reply.send(response); };
}

std::string body_of(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string::npos ? std::string{} : answer.substr(end + 4);
}

}  // namespace lineman::web
