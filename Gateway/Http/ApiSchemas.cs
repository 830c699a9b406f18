using System.Text.Json.Serialization;
using Footfall.Queue;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Footfall.Http;

/// <summary>Describes in the OpenAPI document what the framework does not know: how a converter writes, what a handler reads itself.</summary>
internal static class ApiSchemas
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken _)
    {
        // A nullable id refers to the same schema.
        Type type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(EntryId))
        {
            schema.Type = JsonSchemaType.String;
        }

        // The framework describes numbers as texts too, since it reads both; who reads the body itself may not.
        if (context.JsonPropertyInfo?.NumberHandling == JsonNumberHandling.Strict)
        {
            schema.Type &= ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds the parameters of the path that handlers read from the raw path, which the framework does not know of.</summary>
    public static Task DescribePathAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken _)
    {
        IList<IOpenApiParameter> parameters = operation.Parameters ??= [];
        int next = 0;
        foreach (string segment in (context.Description.RelativePath ?? "").Split('/'))
        {
            if (segment is ['{', .. string name, '}'] && parameters.All(parameter => parameter.In != ParameterLocation.Path || parameter.Name != name))
            {
                parameters.Insert(next++, new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
        }

        return Task.CompletedTask;
    }
}
