// The artefacts as other people's tools see them.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "datamodel/branding.hpp"
#include "datamodel/export/artefacts.hpp"
#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::datamodel {
namespace {

using test::mib_folders;
using test::run;
using test::source_folder;

std::string module_file(const std::string& name) {
  return source_folder() + "/mibs/" + name + ".mib";
}

// smilint exits with 0 even after errors, so any output is a failure.
TEST(MibModules, AreSilentUnderSmilintLevel6) {
  for (const std::string name : {"LINEMAN-SMI-MIB", "LINEMAN-SIP-MIB"}) {
    const auto ran =
        run("SMIPATH=" + mib_folders() + " smilint -c /dev/null -l 6 -s -m " + module_file(name));
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.output, "") << name;
  }
}

std::string translate(const std::string& words, const std::string& modules = "LINEMAN-SIP-MIB") {
  static const lineman::test::ScratchFolder scratch;
  std::filesystem::create_directories(scratch.path("cert_indexes"));
  return "MIBS=" + modules + " MIBDIRS=" + mib_folders() + " SNMPCONFPATH=" + scratch.path() +
         " SNMP_PERSISTENT_DIR=" + scratch.path() + " snmptranslate " + words;
}

TEST(MibModules, ResolveNames) {
  const auto enterprise = ".1.3.6.1.4.1." + std::to_string(branding::enterprise);
  const auto number = run(translate("-On LINEMAN-SIP-MIB::sipServerExpires.1.2"));
  EXPECT_EQ(number.output, enterprise + ".2.1.1.4.1.5.1.2\n");
  const auto name = run(translate(enterprise + ".2.1.1.5.1.27.3"));
  EXPECT_EQ(name.output, "LINEMAN-SIP-MIB::accountFailovers.3\n");
  const auto product = run(translate("-On LINEMAN-SMI-MIB::linemanProduct"));
  EXPECT_EQ(product.output, enterprise + ".1." + std::to_string(branding::product_arc) + "\n");
}

TEST(MibModules, ResolveEveryArc) {
  // The modules that the last one speaks of are not there: a warning.
  const auto tree = run(translate("-Tl", "LINEMAN-SIP-MIB:LINEMAN-SIP-COMPLIANCE-MIB"));
  std::istringstream lines{write_arcs()};
  for (std::string line; std::getline(lines, line);) {
    const auto name = line.substr(line.find(' ') + 1);
    EXPECT_NE(tree.output.find('.' + name + '('), std::string::npos) << name;
  }
}

TEST(DeviceType, IsValidByItsSchema) {
  const auto models = source_folder() + "/../shared/models";
  if (!std::filesystem::exists(models)) {
    GTEST_SKIP() << "the schemas of the Broadband Forum are not at " << models;
  }
  const auto ran = run(
      "XML_CATALOG_FILES=" + models + "/offline-catalog.xml xmllint --nonet --noout --schema " +
      models + "/cwmp-devicetype-1-6.xsd " + source_folder() + "/tr069/lineman-device-type.xml");
  EXPECT_EQ(ran.status, 0) << ran.output;
}

}  // namespace
}  // namespace lineman::datamodel
