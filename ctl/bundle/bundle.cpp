#include <algorithm>
#include <boost/json/array.hpp>

#include "ctl/bundle/contents.hpp"
#include "ctl/bundle/gzip.hpp"
#include "ctl/bundle/new_file.hpp"
#include "ctl/bundle/tar_archive.hpp"
#include "ctl/doctor/phone_options.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "datamodel/time_text.hpp"

namespace lineman::ctl {
namespace {

namespace json = boost::json;
using bundle::Contents;

// A serial number may hold anything; a file's name may not.
std::string as_file_name(std::string text) {
  constexpr std::size_t longest = 40;
  std::ranges::replace_if(
      text,
      [](unsigned char c) {
        const bool plain =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return !plain && c != '-' && c != '_';
      },
      '_');
  return text.substr(0, longest);
}

// "lineman-00005e005301-20260102T030405Z", the archive's folder and, with an end, its file.
std::string bundle_name(const Contents& contents, std::int64_t now) {
  auto time = datamodel::utc_text(now);
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  return "lineman-" + as_file_name(contents.device) + '-' + time;
}

std::string archive_of(const Contents& contents, const std::string& folder, std::int64_t now) {
  bundle::TarArchive archive{std::max<std::int64_t>(now, 0)};
  for (const auto& file : contents.files) archive.add(folder + '/' + file.name, file.text);
  return bundle::gzip(std::move(archive).finish());
}

json::object json_of(const Contents& contents, const std::string& path, std::size_t octets) {
  json::array files, missing, tells_of;
  for (const auto& file : contents.files) files.emplace_back(file.name);
  for (const auto& one : contents.missing)
    missing.emplace_back(json::object{{"file", one.name}, {"why", one.why}});
  for (const auto& words : contents.tells_of) tells_of.emplace_back(words);
  return {{"version", 1},
          {"file", path},
          {"octets", octets},
          {"files", std::move(files)},
          {"missing", std::move(missing)},
          {"tells_of", std::move(tells_of)}};
}

Document view_of(const Contents& contents, const std::string& path, std::size_t octets) {
  Section section;
  section.fields = {{"file", "Written", {.value = path}},
                    {"octets",
                     "Size",
                     {.value = std::to_string(octets),
                      .shown = std::to_string((octets + 1023) / 1024) + " KiB, " +
                               std::to_string(contents.files.size()) + " files"}}};
  for (std::size_t at = 0; at < contents.tells_of.size(); ++at) {
    section.fields.push_back({"tells_of." + std::to_string(at + 1),
                              at == 0 ? "It tells of" : "",
                              {.value = contents.tells_of[at]}});
  }
  section.fields.push_back(
      {"secrets", "Left out", {.value = "passwords, pass phrases, communities and keys"}});
  for (const auto& one : contents.missing) {
    section.fields.push_back(
        {"missing." + one.name, "Not there", {.value = one.name + ": " + one.why}});
  }
  section.notes = {"Look at it before you send it: tar -xzf " + path};
  return {section};
}

}  // namespace

int run_bundle(const CommandLine& line, Console& console) {
  const auto contents = bundle::gather(doctor::phone_options(line), console.now);
  const auto name = bundle_name(contents, console.now);
  const auto path = line.words.empty() ? name + ".tar.gz" : line.words.front();
  const auto archive = archive_of(contents, name, console.now);
  if (const auto written = bundle::write_new_file(path, archive); !written)
    return fail({.sentence = written.error()}, line, console);
  return show(
      json_of(contents, path, archive.size()),
      [&] { return view_of(contents, path, archive.size()); }, line, console);
}

}  // namespace lineman::ctl
