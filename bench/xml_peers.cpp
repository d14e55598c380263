#include "bench/xml_peers.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

#include <memory>
#include <pugixml.hpp>
#include <stdexcept>

namespace lineman::bench {
namespace {

constexpr const char* soap = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr const char* encoding = "http://schemas.xmlsoap.org/soap/encoding/";
constexpr const char* xsd = "http://www.w3.org/2001/XMLSchema";
constexpr const char* xsi = "http://www.w3.org/2001/XMLSchema-instance";
constexpr const char* cwmp_1_2 = "urn:dslforum-org:cwmp-1-2";

std::string local_name(std::string_view name) {
  return std::string{name.substr(name.rfind(':') + 1)};
}

std::string array_type(const cwmp::GetParameterValuesResponse& response) {
  return "cwmp:ParameterValueStruct[" + std::to_string(response.values.size()) + "]";
}

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text;
};

const xmlChar* octets(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

std::string text_of(xmlNode* node) {
  xmlChar* const content = xmlNodeGetContent(node);
  std::string text = reinterpret_cast<const char*>(content);
  xmlFree(content);
  return text;
}

std::string type_of(xmlNode* node) {
  xmlChar* const said = xmlGetNsProp(node, octets("type"), octets(xsi));
  if (said == nullptr) return {};
  auto type = local_name(reinterpret_cast<const char*>(said));
  xmlFree(said);
  return type;
}

bool is(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && reinterpret_cast<const char*>(node->name) == name;
}

cwmp::AssignedValue struct_of(xmlNode* item) {
  cwmp::AssignedValue value;
  for (xmlNode* part = item->children; part != nullptr; part = part->next) {
    if (is(part, "Name")) value.name = text_of(part);
    if (!is(part, "Value")) continue;
    value.type = type_of(part);
    value.value = text_of(part);
  }
  return value;
}

void collect(xmlNode* node, std::vector<cwmp::AssignedValue>& values) {
  for (; node != nullptr; node = node->next) {
    if (is(node, "ParameterValueStruct")) {
      values.push_back(struct_of(node));
    } else {
      collect(node->children, values);
    }
  }
}

void start(xmlTextWriter* writer, const char* name) {
  xmlTextWriterStartElement(writer, octets(name));
}

void attribute(xmlTextWriter* writer, const char* name, const char* value) {
  xmlTextWriterWriteAttribute(writer, octets(name), octets(value));
}

}  // namespace

std::vector<cwmp::AssignedValue> read_by_pugixml(std::string_view text) {
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size())) {
    throw std::runtime_error("pugixml does not take it");
  }
  const auto list = document.first_child()
                        .child("soap:Body")
                        .child("cwmp:SetParameterValues")
                        .child("ParameterList");
  std::vector<cwmp::AssignedValue> values;
  for (const auto item : list.children("ParameterValueStruct")) {
    const auto value = item.child("Value");
    values.push_back({item.child_value("Name"), local_name(value.attribute("xsi:type").value()),
                      value.child_value()});
  }
  return values;
}

std::vector<cwmp::AssignedValue> read_by_libxml2(std::string_view text) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document{
      xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET),
      &xmlFreeDoc};
  if (!document) throw std::runtime_error("libxml2 does not take it");
  std::vector<cwmp::AssignedValue> values;
  collect(xmlDocGetRootElement(document.get()), values);
  return values;
}

std::string write_by_pugixml(const cwmp::GetParameterValuesResponse& response) {
  pugi::xml_document document;
  auto envelope = document.append_child("soap:Envelope");
  envelope.append_attribute("xmlns:soap").set_value(soap);
  envelope.append_attribute("xmlns:soapenc").set_value(encoding);
  envelope.append_attribute("xmlns:xsd").set_value(xsd);
  envelope.append_attribute("xmlns:xsi").set_value(xsi);
  envelope.append_attribute("xmlns:cwmp").set_value(cwmp_1_2);
  auto list = envelope.append_child("soap:Body")
                  .append_child("cwmp:GetParameterValuesResponse")
                  .append_child("ParameterList");
  list.append_attribute("soapenc:arrayType").set_value(array_type(response).c_str());
  for (const auto& value : response.values) {
    auto item = list.append_child("ParameterValueStruct");
    item.append_child("Name").text().set(value.name.c_str());
    auto said = item.append_child("Value");
    said.append_attribute("xsi:type").set_value(std::string{to_string(value.type)}.c_str());
    said.text().set(value.value.c_str());
  }
  StringWriter writer;
  document.save(writer, "", pugi::format_raw);
  return std::move(writer.text);
}

std::string write_by_libxml2(const cwmp::GetParameterValuesResponse& response) {
  const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer{xmlBufferCreate(),
                                                                    &xmlBufferFree};
  auto* const writer = xmlNewTextWriterMemory(buffer.get(), 0);
  if (writer == nullptr) throw std::runtime_error("libxml2 does not write");
  xmlTextWriterStartDocument(writer, nullptr, "UTF-8", nullptr);
  start(writer, "soap:Envelope");
  attribute(writer, "xmlns:soap", soap);
  attribute(writer, "xmlns:soapenc", encoding);
  attribute(writer, "xmlns:xsd", xsd);
  attribute(writer, "xmlns:xsi", xsi);
  attribute(writer, "xmlns:cwmp", cwmp_1_2);
  start(writer, "soap:Body");
  start(writer, "cwmp:GetParameterValuesResponse");
  start(writer, "ParameterList");
  attribute(writer, "soapenc:arrayType", array_type(response).c_str());
  for (const auto& value : response.values) {
    start(writer, "ParameterValueStruct");
    xmlTextWriterWriteElement(writer, octets("Name"), octets(value.name.c_str()));
    start(writer, "Value");
    attribute(writer, "xsi:type", std::string{to_string(value.type)}.c_str());
    xmlTextWriterWriteString(writer, octets(value.value.c_str()));
    xmlTextWriterEndElement(writer);
    xmlTextWriterEndElement(writer);
  }
  xmlTextWriterEndDocument(writer);
  xmlFreeTextWriter(writer);
  return reinterpret_cast<const char*>(xmlBufferContent(buffer.get()));
}

}  // namespace lineman::bench
