// A phone as tests of top see it.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <string>

#include "datamodel/time_text.hpp"

namespace lineman::ctl::top {

inline constexpr std::int64_t start = 1'767'323'045;  // 2026-01-02T03:04:05Z

inline boost::json::object parsed(std::string_view text) {
  return boost::json::parse(text).as_object();
}

inline boost::json::object account(unsigned number, std::string_view state,
                                   std::string_view label = {}) {
  return {{"account", number}, {"state", state}, {"label", label}};
}

// Registered at `server`, with `left` seconds of its lease at `start`.
inline boost::json::object registered(unsigned number, std::int64_t left, unsigned server = 1) {
  auto made = account(number, "registered", "Desk " + std::to_string(number));
  made["server"] = server;
  made["mode"] = server == 1 ? "primary" : "fallback";
  made["target"] = "127.0.0.1:5060";
  made["transport"] = "UDP";
  made["expires_at"] = datamodel::utc_text(start + left);
  made["servers"] = {parsed(R"({"server":1,"targets":[
      {"address":"127.0.0.1:5060","transport":"UDP","source":"a","state":"up","registered":true,
       "rtt_us":1234},
      {"address":"127.0.0.2:5060","transport":"UDP","source":"a","state":"down",
       "consecutive_failures":2}]})")};
  return made;
}

inline boost::json::object status(boost::json::array accounts) {
  return {{"generation", 41},
          {"sipcore", {{"connected", true}, {"generation", 41}}},
          {"accounts", std::move(accounts)}};
}

inline boost::json::object event(std::string_view kind, std::string_view detail) {
  return {{"time", datamodel::utc_text(start)}, {"kind", kind}, {"account", 1}, {"detail", detail}};
}

}  // namespace lineman::ctl::top
