#include "src/statement/syntax_node.hpp"

#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Json = nlohmann::json;

/// Names of nodes begin with a capital, names of fields do not.
bool is_wrapped(const Json& json) {
    if (!json.is_object() || json.size() != 1) return false;
    const char first = json.begin().key().front();
    return first >= 'A' && first <= 'Z' && json.begin().value().is_object();
}

const Json* find_field(const Json* json, const char* field) {
    if (json == nullptr || !json->is_object()) return nullptr;
    const auto found = json->find(field);
    return found == json->end() ? nullptr : &*found;
}

void gather_nodes(const std::shared_ptr<const Json>& tree, const Json& json, std::string_view kind,
                  std::vector<SyntaxNode>& found) {
    if (is_wrapped(json) && json.begin().key() == kind) found.emplace_back(tree, json);
    if (!json.is_structured()) return;
    for (const Json& part : json) gather_nodes(tree, part, kind, found);
}

}  // namespace

SyntaxNode::SyntaxNode(std::shared_ptr<const Json> tree, const Json& json)
    : tree_(std::move(tree)), json_(&json) {
    if (!is_wrapped(json)) return;
    kind_ = json.begin().key();
    json_ = &json.begin().value();
}

SyntaxNode SyntaxNode::child(const char* field) const {
    const Json* found = find_field(json_, field);
    return found == nullptr ? SyntaxNode() : SyntaxNode(tree_, *found);
}

std::vector<SyntaxNode> SyntaxNode::list(const char* field) const {
    std::vector<SyntaxNode> nodes;
    const Json* found = find_field(json_, field);
    if (found == nullptr || !found->is_array()) return nodes;
    for (const Json& item : *found) nodes.emplace_back(tree_, item);
    return nodes;
}

std::string SyntaxNode::text(const char* field) const {
    const Json* found = find_field(json_, field);
    return found != nullptr && found->is_string() ? found->get<std::string>() : "";
}

bool SyntaxNode::flag(const char* field) const {
    const Json* found = find_field(json_, field);
    return found != nullptr && found->is_boolean() && found->get<bool>();
}

int SyntaxNode::number(const char* field) const {
    const Json* found = find_field(json_, field);
    return found != nullptr && found->is_number_integer() ? found->get<int>() : 0;
}

bool SyntaxNode::has(const char* field) const {
    return find_field(json_, field) != nullptr;
}

int SyntaxNode::offset() const {
    const Json* found = find_field(json_, "location");
    return found != nullptr && found->is_number_integer() ? found->get<int>() : -1;
}

std::vector<SyntaxNode> SyntaxNode::all(std::string_view kind) const {
    std::vector<SyntaxNode> found;
    if (kind_ == kind) found.push_back(*this);
    if (json_ != nullptr) gather_nodes(tree_, *json_, kind, found);
    return found;
}

std::string SyntaxNode::string_value() const {
    const std::string value = text("sval");
    return value.empty() ? text("str") : value;
}

std::vector<std::string> SyntaxNode::strings(const char* field) const {
    std::vector<std::string> values;
    for (const SyntaxNode& item : list(field)) values.push_back(item.string_value());
    return values;
}

}  // namespace migrate
