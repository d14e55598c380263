#include "varlink/message.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace lineman::varlink {
namespace {

using Unexpected = tl::unexpected<std::string>;

std::string explain(const boost::json::error_code& error) {
  if (error == boost::json::error::too_deep) {
    return "the message is nested deeper than " + std::to_string(maximum_depth) + " levels";
  }
  if (error == boost::json::error::illegal_leading_surrogate ||
      error == boost::json::error::illegal_trailing_surrogate ||
      error == boost::json::error::expected_utf16_escape) {
    return "the message has a bad UTF-16 escape";
  }
  return "the message is not JSON (" + error.message() + ")";
}

tl::expected<Object, std::string> parse_object(std::string_view frame) {
  if (frame.size() > maximum_frame) {
    return Unexpected("the message is longer than " + std::to_string(maximum_frame) + " octets");
  }
  boost::json::parse_options options;
  options.max_depth = maximum_depth;
  boost::json::error_code error;
  auto value = boost::json::parse(frame, error, {}, options);
  if (error) return Unexpected(explain(error));
  if (!value.is_object()) return Unexpected("the message is not a JSON object");
  return std::move(value.as_object());
}

// Takes a member out of `message`; absent and null are the same.
tl::expected<bool, std::string> take_flag(const Object& message, std::string_view name) {
  const auto* value = message.if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (!value->is_bool()) return Unexpected("\"" + std::string(name) + "\" is not true or false");
  return value->get_bool();
}

tl::expected<std::string, std::string> take_name(const Object& message, std::string_view name) {
  const auto* value = message.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string{};
  if (!value->is_string()) return Unexpected("\"" + std::string(name) + "\" is not a string");
  return std::string(std::string_view(value->get_string()));
}

tl::expected<Object, std::string> take_parameters(Object& message) {
  auto* value = message.if_contains("parameters");
  if (value == nullptr || value->is_null()) return Object{};
  if (!value->is_object()) return Unexpected("\"parameters\" is not an object");
  return std::move(value->get_object());
}

// "reverse.domain.Interface.Member"
bool is_qualified(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < name.size();
}

std::string finish(const Object& message) {
  std::string text = boost::json::serialize(message);
  text.push_back('\0');
  return text;
}

}  // namespace

std::string_view Call::interface() const {
  return std::string_view(method).substr(0, method.rfind('.'));
}

std::string_view Call::member() const {
  return std::string_view(method).substr(method.rfind('.') + 1);
}

tl::expected<Call, std::string> parse_call(std::string_view frame) {
  auto message = parse_object(frame);
  if (!message) return Unexpected(message.error());
  auto method = take_name(*message, "method");
  if (!method) return Unexpected(method.error());
  if (!is_qualified(*method)) return Unexpected("the message names no method of an interface");
  auto parameters = take_parameters(*message);
  if (!parameters) return Unexpected(parameters.error());
  const auto more = take_flag(*message, "more");
  if (!more) return Unexpected(more.error());
  const auto oneway = take_flag(*message, "oneway");
  if (!oneway) return Unexpected(oneway.error());
  const auto upgrade = take_flag(*message, "upgrade");
  if (!upgrade) return Unexpected(upgrade.error());
  if (*more && *oneway) return Unexpected(R"("more" and "oneway" exclude each other)");
  if (*upgrade) return Unexpected(R"("upgrade" is not offered)");
  return Call{.method = std::move(*method),
              .parameters = std::move(*parameters),
              .more = *more,
              .oneway = *oneway};
}

tl::expected<Reply, std::string> parse_reply(std::string_view frame) {
  auto message = parse_object(frame);
  if (!message) return Unexpected(message.error());
  auto error = take_name(*message, "error");
  if (!error) return Unexpected(error.error());
  if (!error->empty() && !is_qualified(*error)) return Unexpected("the error has no interface");
  auto parameters = take_parameters(*message);
  if (!parameters) return Unexpected(parameters.error());
  const auto continues = take_flag(*message, "continues");
  if (!continues) return Unexpected(continues.error());
  if (*continues && !error->empty()) return Unexpected("an error cannot continue");
  return Reply{
      .parameters = std::move(*parameters), .error = std::move(*error), .continues = *continues};
}

std::string print(const Call& call) {
  Object message;
  message["method"] = call.method;
  if (!call.parameters.empty()) message["parameters"] = call.parameters;
  if (call.more) message["more"] = true;
  if (call.oneway) message["oneway"] = true;
  return finish(message);
}

std::string print(const Reply& reply) {
  Object message;
  if (!reply.error.empty()) message["error"] = reply.error;
  message["parameters"] = reply.parameters;
  if (reply.continues) message["continues"] = true;
  return finish(message);
}

}  // namespace lineman::varlink
