using System.Reflection;
using System.Text;

namespace Footfall.Contracts;

/// <summary>Describes as text everything that hosts of different versions must agree on when they call each other.</summary>
internal static class WireContract
{
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
            {
                text.Append("grain ").Append(Alias(type)).Append('\n');
                AppendMethods(text, type);
            }
            else if (type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            {
                text.Append("message ").Append(Alias(type)).Append('\n');
                AppendMembers(text, type);
            }
            else if (type.IsEnum)
            {
                text.Append("enum ").Append(type.FullName).Append('\n');
                foreach (object value in Enum.GetValues(type))
                {
                    text.Append("  ").Append(Convert.ToInt64(value)).Append(' ').Append(value).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static void AppendMethods(StringBuilder text, Type grain)
    {
        foreach (MethodInfo method in grain.GetMethods().OrderBy(method => Alias(method), StringComparer.Ordinal))
        {
            IEnumerable<string> parameters = method.GetParameters().Select(parameter => Name(parameter.ParameterType));
            text.Append("  ").Append(Alias(method)).Append('(').AppendJoin(", ", parameters).Append(") -> ")
                .Append(Name(method.ReturnType)).Append('\n');
        }
    }

    private static void AppendMembers(StringBuilder text, Type message)
    {
        IEnumerable<(uint Id, PropertyInfo Property)> members =
            from property in message.GetProperties()
            let id = property.GetCustomAttribute<IdAttribute>()
            where id is not null
            orderby id.Id
            select (id.Id, property);
        foreach ((uint id, PropertyInfo property) in members)
        {
            text.Append("  ").Append(id).Append(' ').Append(property.Name).Append(": ").Append(Name(property.PropertyType)).Append('\n');
        }
    }

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? $"(no alias) {member.Name}";

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
