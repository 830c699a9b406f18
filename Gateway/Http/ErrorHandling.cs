using Footfall.Access;
using Microsoft.AspNetCore.Diagnostics;

namespace Footfall.Http;

/// <summary>Gives every failure that no endpoint handled the same JSON form, without a stack trace.</summary>
internal static class ErrorHandling
{
    public static void UseErrorHandling(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteExceptionAsync,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context =>
            Describe(context.HttpContext, context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task WriteExceptionAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context);
        foreach (IFailureHeaders headers in context.RequestServices.GetServices<IFailureHeaders>())
        {
            headers.Apply(context);
        }

        Exception? failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        int status = failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        return Describe(context, status).ExecuteAsync(context);
    }

    private static ErrorResult Describe(HttpContext context, int status) =>
        status == StatusCodes.Status400BadRequest && context.Features.Get<BindingFault>() is { } fault
            ? ErrorResult.BadRequest(fault.Reason)
            : ErrorResult.OfStatus(status);
}

/// <summary>
/// Why a handler's parameter could not be read from the request. A feature of the request: the framework itself only sets 400, which
/// <see cref="ErrorHandling"/> turns into a response.
/// </summary>
internal sealed record BindingFault(string Reason)
{
    /// <summary>Returns what a parameter of a handler is bound to; null is answered with a 400 of this reason.</summary>
    public static ValueTask<T?> Bind<T>(HttpContext context, T? value, string reason)
        where T : class
    {
        if (value is null)
        {
            context.Features.Set(new BindingFault(reason));
        }

        return new ValueTask<T?>(value);
    }
}

/// <summary>Sets headers on the response to a failure, from which those set before were removed.</summary>
internal interface IFailureHeaders
{
    void Apply(HttpContext context);
}
