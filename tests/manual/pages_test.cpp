// The manual pages as a reader gets them: sound for both formatters, and nothing left out.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "ctl/verbs.hpp"
#include "daemon/options.hpp"
#include "daemon/settings_table.hpp"
#include "datamodel/parameters.hpp"
#include "manual/page.hpp"
#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::manual {
namespace {

using testing::HasSubstr;

// "f\bff\bfi\bi" is how bold is told to a printer.
std::string without_overstrikes(const std::string& text) {
  std::string plain;
  for (const char letter : text) {
    if (letter == '\b')
      plain.pop_back();
    else
      plain += letter;
  }
  return plain;
}

class Pages : public testing::TestWithParam<const char*> {
 protected:
  std::string file(const std::string& page) const {
    const auto text = write_page(test::committed("manual/pages/" + page + ".in"));
    if (!text) ADD_FAILURE() << page << ": " << text.error();
    const auto path = folder_.path(page);
    std::ofstream{path, std::ios::binary} << text.value_or("");
    return path;
  }
  std::string shown(const std::string& page) const {
    const auto ran = test::run("mandoc -Tascii -Owidth=400 " + file(page));
    EXPECT_EQ(ran.status, 0) << ran.output;
    return without_overstrikes(ran.output);
  }

 private:
  test::ScratchFolder folder_;
};

TEST_P(Pages, AreSoundForBothFormatters) {
  const auto path = file(GetParam());
  EXPECT_EQ(test::run("mandoc -Tlint -Wwarning " + path).output, "");
  EXPECT_EQ(test::run("groff -mandoc -ww -z -Tutf8 " + path).output, "");
}

INSTANTIATE_TEST_SUITE_P(Each, Pages,
                         testing::Values("linemanctl.1", "lineman-agentd.8", "lineman-sipcored.8",
                                         "lineman-webd.8", "lineman-web-password.8",
                                         "lineman.conf.5", "lineman-parameters.7"),
                         [](const auto& name) {
                           std::string text{name.param};
                           for (auto& letter : text) {
                             if (letter == '.' || letter == '-') letter = '_';
                           }
                           return text;
                         });

using Linemanctl = Pages;

TEST_F(Linemanctl, HasEveryVerbWithItsOptions) {
  const auto page = shown("linemanctl.1");
  for (const auto& verb : ctl::verbs()) {
    EXPECT_THAT(page, HasSubstr("\n     linemanctl " + std::string{verb.name})) << "the synopsis";
    const auto begin = page.find("\n     " + std::string{verb.name});
    ASSERT_NE(begin, std::string::npos) << verb.name;
    EXPECT_THAT(page, HasSubstr(std::string{verb.summary.substr(1)})) << verb.name;
    for (const auto& option : verb.syntax.options) {
      EXPECT_NE(page.find("\n             " + std::string{option.name}, begin), std::string::npos)
          << verb.name << ' ' << option.name;
    }
  }
  for (const auto& option : ctl::common_options) {
    EXPECT_THAT(page, HasSubstr("\n     " + std::string{option.name}));
  }
}

TEST_F(Linemanctl, ShowsWordsAsTheHelpDoes) {
  const auto page = shown("linemanctl.1");
  for (const auto& verb : ctl::verbs()) {
    if (verb.syntax.words.empty()) continue;
    const auto call = std::string{verb.name} + ' ' + std::string{verb.syntax.words} + '\n';
    EXPECT_THAT(page, HasSubstr("\n     " + call));
  }
}

using Daemons = Pages;

TEST_F(Daemons, HaveEveryOption) {
  const auto agent = shown("lineman-agentd.8");
  const auto core = shown("lineman-sipcored.8");
  const auto web = shown("lineman-webd.8");
  for (const auto& row : daemon::option_table()) {
    const auto item =
        "\n     " + std::string{row.name} + (row.value.empty() ? "" : " ") + std::string{row.value};
    EXPECT_THAT(agent, HasSubstr(item));
    for (const auto& page : {core, web}) {
      if (row.of_state_dir)
        EXPECT_THAT(page, Not(HasSubstr(item)));
      else
        EXPECT_THAT(page, HasSubstr(item));
    }
  }
}

using Settings = Pages;

TEST_F(Settings, AreAllThere) {
  const auto page = shown("lineman.conf.5");
  for (const auto& row : daemon::settings_table) {
    const auto begin = page.find("\n     " + std::string{row.name} + '\n');
    ASSERT_NE(begin, std::string::npos) << row.name;
    const auto said = row.initial.empty() ? "no default" : "Default: " + std::string{row.initial};
    const auto item = page.substr(begin, page.find("\n\n", begin) - begin);
    EXPECT_THAT(item, HasSubstr(said)) << row.name;
    EXPECT_THAT(item, HasSubstr(row.help.substr(1))) << row.name;
  }
}

using Parameters = Pages;

TEST_F(Parameters, AreAllThere) {
  const auto page = shown("lineman-parameters.7");
  for (const auto& row : datamodel::parameters) {
    const auto name =
        row.name.empty() ? path_of(row.tr069, datamodel::Instance{}) : std::string{row.name};
    const auto begin = page.find("\n     " + name + '\n');
    ASSERT_NE(begin, std::string::npos) << name;
    const auto item = page.substr(begin, page.find("\n\n", begin) - begin);
    EXPECT_THAT(item, HasSubstr(row.help.substr(1)));
    EXPECT_THAT(item, HasSubstr(row.precondition.empty() ? "" : row.precondition.substr(1)));
    EXPECT_THAT(item, HasSubstr("Permitted: " + permitted(row.kind)));
    EXPECT_THAT(item, HasSubstr(row.secret            ? "A secret"
                                : row.initial.empty() ? "Default: empty"
                                                      : "Default: " + std::string{row.initial}));
  }
}

}  // namespace
}  // namespace lineman::manual
