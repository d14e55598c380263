// Why the agent gave no result, in sentences.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "ctl/agent.hpp"
#include "varlink/answer.hpp"

namespace lineman::ctl {

inline constexpr std::string_view interface_name = "org.lineman.Control1";

// `socket` is the path that was tried.
CallError not_reached(const std::string& socket, const std::string& reason);
// `within`: how long it was waited for.
CallError no_answer(const std::string& socket, const varlink::Failure& failure,
                    std::chrono::milliseconds within = Agent::patience);
CallError too_long(std::size_t octets);
// Of a reply that is an error.
CallError explained(varlink::Reply reply, std::string_view method);

}  // namespace lineman::ctl
