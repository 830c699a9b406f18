using Footfall.Access;
using Footfall.Enrich;

namespace Footfall.Collect;

/// <summary>Reads who sent a request.</summary>
internal sealed class SenderReader(AgentClassifier agents, IngestAuthorizer authorizer)
{
    /// <param name="context">The request.</param>
    /// <param name="caller">Its credentials.</param>
    public EventSender Read(HttpContext context, in IngestCaller caller)
    {
        if (!EventSender.IsOfPage(context.Request))
        {
            return new EventSender { SpeaksForVisitors = authorizer.MaySpeakForVisitors(caller), UserAgent = "", AcceptLanguage = "" };
        }

        IHeaderDictionary headers = context.Request.Headers;
        string userAgent = headers.UserAgent.ToString();
        string language = headers.AcceptLanguage.ToString();
        return new EventSender
        {
            IsPage = true,
            Agent = agents.Classify(new AgentHeaders
            {
                UserAgent = userAgent,
                Brands = headers["Sec-CH-UA"].ToString(),
                FullVersions = headers["Sec-CH-UA-Full-Version-List"].ToString(),
                Mobile = headers["Sec-CH-UA-Mobile"].ToString(),
                Platform = headers["Sec-CH-UA-Platform"].ToString(),
                PlatformVersion = headers["Sec-CH-UA-Platform-Version"].ToString(),
                LacksAcceptLanguage = language.Length == 0,
            }),
            Address = context.Connection.RemoteIpAddress,
            UserAgent = userAgent,
            AcceptLanguage = language,
        };
    }
}
