using Footfall.Dev.Servers;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Footfall.Integration.Compose;

/// <summary>docker-compose.yml as Docker Compose reads it, with merge keys merged and variables substituted.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object> _root;
    private readonly IReadOnlyDictionary<string, string> _variables;

    /// <param name="variables">The content of a file named <c>.env</c>.</param>
    public ComposeFile(IReadOnlyDictionary<string, string> variables)
    {
        _variables = variables;
        using var text = new StreamReader(Path.Combine(Repository.Root, "docker-compose.yml"));
        var parser = new MergingParser(new Parser(text));
        parser.Consume<StreamStart>();
        _root = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser);
    }

    public IReadOnlyList<string> Services => [.. Map(_root["services"]).Keys.Select(name => (string)name)];

    /// <summary>Returns an entry of a service; null if there is none of that name.</summary>
    public object? Find(string service, string entry) => Map(Map(_root["services"])[service]).GetValueOrDefault(entry);

    /// <summary>Returns a text of a service, such as its image.</summary>
    public string Text(string service, string entry) => Resolve((string)Find(service, entry)!);

    /// <summary>Returns a list of a service, such as its command.</summary>
    public IReadOnlyList<string> List(string service, string entry) =>
        Find(service, entry) is List<object> items ? [.. items.Select(item => Resolve((string)item))] : [];

    /// <summary>Returns the environment variables of a service.</summary>
    public Dictionary<string, string> Environment(string service) => Find(service, "environment") is { } environment
        ? Map(environment).ToDictionary(pair => (string)pair.Key, pair => Resolve((string)pair.Value))
        : [];

    /// <summary>Substitutes variables; see https://docs.docker.com/reference/compose-file/interpolation/.</summary>
    private string Resolve(string text)
    {
        int at = text.IndexOf('$', StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        if (text[at + 1] == '$')
        {
            return text[..(at + 1)] + Resolve(text[(at + 2)..]);
        }

        Assert.Equal('{', text[at + 1]);
        int end = EndOfVariable(text, at + 2);
        string[] parts = text[(at + 2)..end].Split(":-", 2);
        string value = _variables.TryGetValue(parts[0], out string? given) && given.Length > 0 ? given : Resolve(parts.ElementAtOrDefault(1) ?? "");
        return text[..at] + value + Resolve(text[(end + 1)..]);
    }

    /// <summary>Finds the brace that ends a variable, whose default may contain further variables.</summary>
    private static int EndOfVariable(string text, int at)
    {
        for (int depth = 1; ; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;
}
