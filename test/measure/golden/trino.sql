-- how dates are written
select count(*) filter (where regexp_like(cell, '^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}')) as "ymd",
  count(*) filter (where regexp_like(cell, '^\s*\d{8}\s*$')) as "compact",
  count(*) filter (where regexp_like(cell, '^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4}')) as "either",
  count(*) filter (where regexp_like(cell, '^\s*(1[3-9]|2\d|3[01])[-/.]\d{1,2}[-/.]\d{4}')) as "dmy",
  count(*) filter (where regexp_like(cell, '^\s*\d{1,2}[-/.](1[3-9]|2\d|3[01])[-/.]\d{4}')) as "mdy",
  count(*) filter (where regexp_like(cell, '^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d\d(\D|$)')) as "short",
  count(*) filter (
    where regexp_like(
      cell,
      '(?i)[-/.,\s0-9](jan|feb|mar|mrt|maa|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec)|^\s*(jan|feb|mar|mrt|maa|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec)'
    )
  ) as "named",
  count(*) filter (where regexp_like(cell, ':\d\d\s*[AaPp][.]?[Mm]')) as "half",
  count(*) filter (where regexp_like(cell, '^\s*(\d{5}([.]\d+)?|\d{10}([.]\d+)?|\d{13})\s*$')) as "serial",
  count(*) filter (where regexp_like(cell, ':\d\d.*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)\s*$')) as "zoned"
from (
  select "day" as cell
  from (
    select "id" as "id",
      "who""; --" as "who""; --",
      "mail" as "mail",
      "day" as "day",
      "total" as "total",
      "money" as "money",
      "state" as "state"
    from "orders"
  ) as given_rows
) as sample;

-- how amounts are written
select count(*) filter (
    where regexp_like(cell, '(^|[^.\d])\d*\.(\d{1,2}|\d{4,})\D*$|\d,\d{3}\.|,\d{3},|(^|\D)0?\.\d{3}\D*$|\d\.[-−–—]')
  ) as "point",
  count(*) filter (
    where regexp_like(cell, '(^|[^,\d])\d*,(\d{1,2}|\d{4,})\D*$|\d\.\d{3},|\.\d{3}\.|(^|\D)0?,\d{3}\D*$|\d,[-−–—]')
  ) as "comma",
  count(*) filter (where regexp_like(cell, '(^|\D)[1-9]\d{0,2}[.,]\d{3}\D*$')) as "either"
from (
  select "total" as cell
  from (
    select "id" as "id",
      "who""; --" as "who""; --",
      "mail" as "mail",
      "day" as "day",
      "total" as "total",
      "money" as "money",
      "state" as "state"
    from "orders"
  ) as given_rows
) as sample;

-- the id of each e-mail address
select email as "clv email",
  case when min(id) = max(id) then min(id) end as "clv customer",
  count(*) - count(id) as clv_rows
from (
  select case
      when lower(nullif(trim(both '                　' from "who""; --"), '')) in (
        '0',
        '0.0',
        '-',
        '--',
        '—',
        '?',
        'na',
        'n/a',
        'n.a.',
        '#n/a',
        'nan',
        'nil',
        'null',
        '\n',
        'none',
        'undefined',
        'empty',
        '(empty)',
        'unknown',
        'onbekend',
        'anonymous',
        'anoniem',
        'guest',
        'gast'
      ) then null
      when "who""; --" like '%@%' then lower(nullif(trim(both '                　' from "who""; --"), ''))
      else nullif(trim(both '                　' from "who""; --"), '')
    end as id,
    case
      when lower(nullif(trim(both '                　' from "mail"), '')) in (
        '0',
        '0.0',
        '-',
        '--',
        '—',
        '?',
        'na',
        'n/a',
        'n.a.',
        '#n/a',
        'nan',
        'nil',
        'null',
        '\n',
        'none',
        'undefined',
        'empty',
        '(empty)',
        'unknown',
        'onbekend',
        'anonymous',
        'anoniem',
        'guest',
        'gast'
      ) then null
      else lower(nullif(trim(both '                　' from "mail"), ''))
    end as email
  from (
    select "id" as "id",
      "who""; --" as "who""; --",
      "mail" as "mail",
      "day" as "day",
      "total" as "total",
      "money" as "money",
      "state" as "state"
    from "orders"
  ) as given_rows
) as people
where email is not null
group by email
having count(id) > 0 and (count(*) > count(id) or min(id) <> max(id));

-- how many have one id, or several
select count("clv customer") as joined,
  coalesce(sum(case when "clv customer" is not null then clv_rows end), 0) as joined_rows,
  count(*) - count("clv customer") as shared,
  coalesce(sum(case when "clv customer" is null then clv_rows end), 0) as shared_rows
from emails as emails;

-- the rows with the id of their e-mail address
select ord,
  customer,
  day,
  amount,
  refund,
  currency,
  h,
  case
    when excluded > 0 then excluded
    when day is not null and amount is not null and unread_money is null then 0
    when coalesce(trim(both '                　' from date_cell), '') = ''
      and coalesce(trim(both '                　' from amount_cell), '') = ''
      and customer is null
      and ord is null then 16
    when day is null
      and (ord is null or not coalesce(trim(both '                　' from date_cell), '') = '') then 15
    when unread_money is not null then 14
    when amount is null
      and (ord is null or not coalesce(trim(both '                　' from amount_cell), '') = '') then 14
    else 0
  end as fault
from (
  select *,
    read_amount as amount,
    case when is_refunded then read_amount else 0 end as refund,
    case when given_day between date '1900-01-01' and date '2200-12-31' then given_day end as day
  from (
    select nullif(trim(both '                　' from "id"), '') as ord,
      coalesce(
        case
          when lower(nullif(trim(both '                　' from "who""; --"), '')) in (
            '0',
            '0.0',
            '-',
            '--',
            '—',
            '?',
            'na',
            'n/a',
            'n.a.',
            '#n/a',
            'nan',
            'nil',
            'null',
            '\n',
            'none',
            'undefined',
            'empty',
            '(empty)',
            'unknown',
            'onbekend',
            'anonymous',
            'anoniem',
            'guest',
            'gast'
          ) then null
          when "who""; --" like '%@%' then lower(nullif(trim(both '                　' from "who""; --"), ''))
          else nullif(trim(both '                　' from "who""; --"), '')
        end,
        "clv customer",
        case
          when lower(nullif(trim(both '                　' from "mail"), '')) in (
            '0',
            '0.0',
            '-',
            '--',
            '—',
            '?',
            'na',
            'n/a',
            'n.a.',
            '#n/a',
            'nan',
            'nil',
            'null',
            '\n',
            'none',
            'undefined',
            'empty',
            '(empty)',
            'unknown',
            'onbekend',
            'anonymous',
            'anoniem',
            'guest',
            'gast'
          ) then null
          else lower(nullif(trim(both '                　' from "mail"), ''))
        end
      ) as customer,
      case
        when regexp_like(
          case
            when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
            else regexp_replace(
              trim(both '                　' from "day"),
              '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
              '$1-$2-$3'
            )
          end,
          '^(.*:\d\d[.\d]*)\s*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$'
        ) then cast(
          at_timezone(
            try_cast(
              regexp_replace(
                regexp_replace(
                  regexp_replace(
                    regexp_replace(
                      trim(
                        regexp_replace(
                          case
                            when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                            else regexp_replace(
                              trim(both '                　' from "day"),
                              '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                              '$1-$2-$3'
                            )
                          end,
                          '\s*(UTC|GMT)$',
                          'Z'
                        )
                      ),
                      '^([\d-]+)T',
                      '$1 '
                    ),
                    '\s*([+-]\d\d)$',
                    '$1:00'
                  ),
                  '\s*([+-]\d\d):?(\d\d)$',
                  ' $1:$2'
                ),
                '\s*Z$',
                ' UTC'
              ) as timestamp(6) with time zone
            ),
            'Europe/Amsterdam'
          ) as date
        )
        else cast(
          try_cast(
            regexp_replace(
              regexp_replace(
                trim(
                  case
                    when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                    else regexp_replace(
                      trim(both '                　' from "day"),
                      '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                      '$1-$2-$3'
                    )
                  end
                ),
                '^([\d-]+)T',
                '$1 '
              ),
              '\s*(Z|UTC)$',
              ''
            ) as timestamp(6)
          ) as date
        )
      end as given_day,
      coalesce(
        case
          upper(nullif(trim(both '                　' from "money"), ''))
          when '€' then 'EUR'
          when '£' then 'GBP'
          when 'R$' then 'BRL'
          when 'US$' then 'USD'
          when 'CA$' then 'CAD'
          when 'A$' then 'AUD'
          when '₹' then 'INR'
          when 'RS' then 'INR'
          when 'FR' then 'CHF'
          when 'ZŁ' then 'PLN'
          when 'KČ' then 'CZK'
          when 'FT' then 'HUF'
          when 'LEI' then 'RON'
          when 'ЛВ' then 'BGN'
          when '₺' then 'TRY'
          when '₩' then 'KRW'
          when '₽' then 'RUB'
          when '₪' then 'ILS'
          when '₫' then 'VND'
          when '₱' then 'PHP'
          when '฿' then 'THB'
          else upper(nullif(trim(both '                　' from "money"), ''))
        end,
        case
          when try_cast(trim(cast("total" as varchar)) as decimal(18, 4)) is not null then null
          when regexp_like(
            "total",
            '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
          ) then nullif(
            case
              upper(
                regexp_replace(
                  regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                  '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                  '$1'
                )
              )
              when '€' then 'EUR'
              when '£' then 'GBP'
              when 'R$' then 'BRL'
              when 'US$' then 'USD'
              when 'CA$' then 'CAD'
              when 'A$' then 'AUD'
              when '₹' then 'INR'
              when 'RS' then 'INR'
              when 'FR' then 'CHF'
              when 'ZŁ' then 'PLN'
              when 'KČ' then 'CZK'
              when 'FT' then 'HUF'
              when 'LEI' then 'RON'
              when 'ЛВ' then 'BGN'
              when '₺' then 'TRY'
              when '₩' then 'KRW'
              when '₽' then 'RUB'
              when '₪' then 'ILS'
              when '₫' then 'VND'
              when '₱' then 'PHP'
              when '฿' then 'THB'
              else upper(
                regexp_replace(
                  regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                  '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                  '$1'
                )
              )
            end,
            ''
          )
        end,
        cast('' as varchar)
      ) as currency,
      "day" as date_cell,
      "total" as amount_cell,
      case
        when translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
          'pending',
          'wc pending',
          'pending payment',
          'wc pending payment',
          'payment pending',
          'wc payment pending',
          'awaiting payment',
          'wc awaiting payment',
          'waiting for payment',
          'wc waiting for payment',
          'unpaid',
          'wc unpaid',
          'not paid',
          'wc not paid',
          'authorized',
          'wc authorized',
          'incomplete',
          'wc incomplete',
          'in afwachting',
          'wc in afwachting',
          'in afwachting van betaling',
          'wc in afwachting van betaling',
          'onbetaald',
          'wc onbetaald',
          'wacht op betaling',
          'wc wacht op betaling',
          'ausstehend',
          'wc ausstehend',
          'unbezahlt',
          'wc unbezahlt',
          'en attente',
          'wc en attente',
          'pendiente',
          'wc pendiente',
          'in attesa',
          'wc in attesa',
          'cancelled',
          'wc cancelled',
          'canceled',
          'wc canceled',
          'void',
          'wc void',
          'voided',
          'wc voided',
          'failed',
          'wc failed',
          'failure',
          'wc failure',
          'declined',
          'wc declined',
          'denied',
          'wc denied',
          'rejected',
          'wc rejected',
          'refused',
          'wc refused',
          'expired',
          'wc expired',
          'abandoned',
          'wc abandoned',
          'draft',
          'wc draft',
          'auto draft',
          'wc auto draft',
          'checkout draft',
          'wc checkout draft',
          'trash',
          'wc trash',
          'deleted',
          'wc deleted',
          'blocked',
          'wc blocked',
          'fraud',
          'wc fraud',
          'suspected fraud',
          'wc suspected fraud',
          'error',
          'wc error',
          'payment error',
          'wc payment error',
          'payment failed',
          'wc payment failed',
          'geannuleerd',
          'wc geannuleerd',
          'mislukt',
          'wc mislukt',
          'concept',
          'wc concept',
          'vervallen',
          'wc vervallen',
          'verlopen',
          'wc verlopen',
          'geweigerd',
          'wc geweigerd',
          'afgewezen',
          'wc afgewezen',
          'storniert',
          'wc storniert',
          'abgebrochen',
          'wc abgebrochen',
          'fehlgeschlagen',
          'wc fehlgeschlagen',
          'abgelehnt',
          'wc abgelehnt',
          'annulé',
          'wc annulé',
          'annulée',
          'wc annulée',
          'échoué',
          'wc échoué',
          'échouée',
          'wc échouée',
          'refusé',
          'wc refusé',
          'cancelado',
          'wc cancelado',
          'cancelada',
          'wc cancelada',
          'fallido',
          'wc fallido',
          'rechazado',
          'wc rechazado',
          'annullato',
          'wc annullato',
          'fallito',
          'wc fallito',
          'rifiutato',
          'wc rifiutato',
          'can''t',
          'wc can''t'
        ) then 10
        else 0
      end as excluded,
      from_big_endian_64(
        xxhash64(
          to_utf8(
            json_format(
              cast(
                array[cast("id" as varchar),
                cast("who""; --" as varchar),
                cast("mail" as varchar),
                cast("day" as varchar),
                cast("total" as varchar),
                cast("money" as varchar),
                cast("state" as varchar)] as json
              )
            )
          )
        )
      ) as h,
      cast(null as varchar) as unread_money,
      coalesce(
        try_cast(trim(cast("total" as varchar)) as decimal(18, 4)),
        case
          when regexp_like(
            "total",
            '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
          ) then try_cast(
            trim(
              cast(
                case
                  when regexp_like("total", '^[^\d]*[-−(]|[^-−–—,.][-−][\s  ]*$') then '-' else ''
                end || regexp_replace("total", '(kr|Rs|Fr|лв)[.]|[^0-9.]', '') as varchar
              )
            ) as decimal(18, 4)
          )
        end
      ) as read_amount,
      translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
        'refunded',
        'wc refunded',
        'fully refunded',
        'wc fully refunded',
        'charge refunded',
        'wc charge refunded',
        'returned',
        'wc returned',
        'reversed',
        'wc reversed',
        'chargeback',
        'wc chargeback',
        'charge back',
        'wc charge back',
        'charged back',
        'wc charged back',
        'terugbetaald',
        'wc terugbetaald',
        'geretourneerd',
        'wc geretourneerd',
        'retour',
        'wc retour',
        'erstattet',
        'wc erstattet',
        'rückerstattet',
        'wc rückerstattet',
        'remboursé',
        'wc remboursé',
        'remboursée',
        'wc remboursée',
        'reembolsado',
        'wc reembolsado',
        'rimborsato',
        'wc rimborsato'
      ) as is_refunded
    from (
      select "id" as "id",
        "who""; --" as "who""; --",
        "mail" as "mail",
        "day" as "day",
        "total" as "total",
        "money" as "money",
        "state" as "state"
      from "orders"
    ) as given_rows
    left join emails as emails on "clv email" = case
      when lower(nullif(trim(both '                　' from "mail"), '')) in (
        '0',
        '0.0',
        '-',
        '--',
        '—',
        '?',
        'na',
        'n/a',
        'n.a.',
        '#n/a',
        'nan',
        'nil',
        'null',
        '\n',
        'none',
        'undefined',
        'empty',
        '(empty)',
        'unknown',
        'onbekend',
        'anonymous',
        'anoniem',
        'guest',
        'gast'
      ) then null
      else lower(nullif(trim(both '                　' from "mail"), ''))
    end
  ) as cells
) as ranged;

-- the statuses
select coalesce(lower(nullif(trim(both '                　' from "state"), '')), '') as status,
  count(*) as n
from (
  select "id" as "id",
    "who""; --" as "who""; --",
    "mail" as "mail",
    "day" as "day",
    "total" as "total",
    "money" as "money",
    "state" as "state"
  from "orders"
) as given_rows
group by 1
order by 2 desc, 1
limit 51;

-- the order of each row
select nullif(trim(both '                　' from "id"), '') as ord
from (
  select "id" as "id",
    "who""; --" as "who""; --",
    "mail" as "mail",
    "day" as "day",
    "total" as "total",
    "money" as "money",
    "state" as "state"
  from "orders"
) as given_rows;

-- the rows of each order together
select ord,
  own,
  max(fault) as fault,
  count(*) as n,
  count(amount) as amounts,
  min(customer) as customer,
  min(day) as day,
  min(amount) as amount,
  coalesce(max(refund), 0) as refund,
  coalesce(min(nullif(currency, '')), '') as currency,
  sum(amount) as total,
  (
    min(customer) <> max(customer)
    or min(amount) <> max(amount)
    or min(nullif(currency, '')) <> max(nullif(currency, ''))
  ) as contradicts
from (
  select case when not (fault >= 13) then ord end as ord,
    case when fault >= 13 or ord is null or amount < 0 then h end as own,
    customer,
    day,
    amount,
    refund,
    currency,
    fault
  from (
    select ord,
      customer,
      day,
      amount,
      refund,
      currency,
      h,
      case
        when excluded > 0 then excluded
        when day is not null and amount is not null and unread_money is null then 0
        when coalesce(trim(both '                　' from date_cell), '') = ''
          and coalesce(trim(both '                　' from amount_cell), '') = ''
          and customer is null
          and ord is null then 16
        when day is null
          and (ord is null or not coalesce(trim(both '                　' from date_cell), '') = '') then 15
        when unread_money is not null then 14
        when amount is null
          and (ord is null or not coalesce(trim(both '                　' from amount_cell), '') = '') then 14
        else 0
      end as fault
    from (
      select *,
        read_amount as amount,
        case when is_refunded then read_amount else 0 end as refund,
        case when given_day between date '1900-01-01' and date '2200-12-31' then given_day end as day
      from (
        select nullif(trim(both '                　' from "id"), '') as ord,
          case
            when lower(nullif(trim(both '                　' from "who""; --"), '')) in (
              '0',
              '0.0',
              '-',
              '--',
              '—',
              '?',
              'na',
              'n/a',
              'n.a.',
              '#n/a',
              'nan',
              'nil',
              'null',
              '\n',
              'none',
              'undefined',
              'empty',
              '(empty)',
              'unknown',
              'onbekend',
              'anonymous',
              'anoniem',
              'guest',
              'gast'
            ) then null
            when "who""; --" like '%@%' then lower(nullif(trim(both '                　' from "who""; --"), ''))
            else nullif(trim(both '                　' from "who""; --"), '')
          end as customer,
          case
            when regexp_like(
              case
                when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                else regexp_replace(
                  trim(both '                　' from "day"),
                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                  '$1-$2-$3'
                )
              end,
              '^(.*:\d\d[.\d]*)\s*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$'
            ) then cast(
              at_timezone(
                try_cast(
                  regexp_replace(
                    regexp_replace(
                      regexp_replace(
                        regexp_replace(
                          trim(
                            regexp_replace(
                              case
                                when regexp_like(
                                  trim(both '                　' from "day"),
                                  '^\d{4}-\d{1,2}-\d{1,2}'
                                ) then trim(both '                　' from "day")
                                else regexp_replace(
                                  trim(both '                　' from "day"),
                                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                                  '$1-$2-$3'
                                )
                              end,
                              '\s*(UTC|GMT)$',
                              'Z'
                            )
                          ),
                          '^([\d-]+)T',
                          '$1 '
                        ),
                        '\s*([+-]\d\d)$',
                        '$1:00'
                      ),
                      '\s*([+-]\d\d):?(\d\d)$',
                      ' $1:$2'
                    ),
                    '\s*Z$',
                    ' UTC'
                  ) as timestamp(6) with time zone
                ),
                'Europe/Amsterdam'
              ) as date
            )
            else cast(
              try_cast(
                regexp_replace(
                  regexp_replace(
                    trim(
                      case
                        when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                        else regexp_replace(
                          trim(both '                　' from "day"),
                          '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                          '$1-$2-$3'
                        )
                      end
                    ),
                    '^([\d-]+)T',
                    '$1 '
                  ),
                  '\s*(Z|UTC)$',
                  ''
                ) as timestamp(6)
              ) as date
            )
          end as given_day,
          coalesce(
            case
              upper(nullif(trim(both '                　' from "money"), ''))
              when '€' then 'EUR'
              when '£' then 'GBP'
              when 'R$' then 'BRL'
              when 'US$' then 'USD'
              when 'CA$' then 'CAD'
              when 'A$' then 'AUD'
              when '₹' then 'INR'
              when 'RS' then 'INR'
              when 'FR' then 'CHF'
              when 'ZŁ' then 'PLN'
              when 'KČ' then 'CZK'
              when 'FT' then 'HUF'
              when 'LEI' then 'RON'
              when 'ЛВ' then 'BGN'
              when '₺' then 'TRY'
              when '₩' then 'KRW'
              when '₽' then 'RUB'
              when '₪' then 'ILS'
              when '₫' then 'VND'
              when '₱' then 'PHP'
              when '฿' then 'THB'
              else upper(nullif(trim(both '                　' from "money"), ''))
            end,
            case
              when try_cast(trim(cast("total" as varchar)) as decimal(18, 4)) is not null then null
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then nullif(
                case
                  upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                  when '€' then 'EUR'
                  when '£' then 'GBP'
                  when 'R$' then 'BRL'
                  when 'US$' then 'USD'
                  when 'CA$' then 'CAD'
                  when 'A$' then 'AUD'
                  when '₹' then 'INR'
                  when 'RS' then 'INR'
                  when 'FR' then 'CHF'
                  when 'ZŁ' then 'PLN'
                  when 'KČ' then 'CZK'
                  when 'FT' then 'HUF'
                  when 'LEI' then 'RON'
                  when 'ЛВ' then 'BGN'
                  when '₺' then 'TRY'
                  when '₩' then 'KRW'
                  when '₽' then 'RUB'
                  when '₪' then 'ILS'
                  when '₫' then 'VND'
                  when '₱' then 'PHP'
                  when '฿' then 'THB'
                  else upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                end,
                ''
              )
            end,
            cast('' as varchar)
          ) as currency,
          "day" as date_cell,
          "total" as amount_cell,
          case
            when translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
              'pending',
              'wc pending',
              'pending payment',
              'wc pending payment',
              'payment pending',
              'wc payment pending',
              'awaiting payment',
              'wc awaiting payment',
              'waiting for payment',
              'wc waiting for payment',
              'unpaid',
              'wc unpaid',
              'not paid',
              'wc not paid',
              'authorized',
              'wc authorized',
              'incomplete',
              'wc incomplete',
              'in afwachting',
              'wc in afwachting',
              'in afwachting van betaling',
              'wc in afwachting van betaling',
              'onbetaald',
              'wc onbetaald',
              'wacht op betaling',
              'wc wacht op betaling',
              'ausstehend',
              'wc ausstehend',
              'unbezahlt',
              'wc unbezahlt',
              'en attente',
              'wc en attente',
              'pendiente',
              'wc pendiente',
              'in attesa',
              'wc in attesa',
              'cancelled',
              'wc cancelled',
              'canceled',
              'wc canceled',
              'void',
              'wc void',
              'voided',
              'wc voided',
              'failed',
              'wc failed',
              'failure',
              'wc failure',
              'declined',
              'wc declined',
              'denied',
              'wc denied',
              'rejected',
              'wc rejected',
              'refused',
              'wc refused',
              'expired',
              'wc expired',
              'abandoned',
              'wc abandoned',
              'draft',
              'wc draft',
              'auto draft',
              'wc auto draft',
              'checkout draft',
              'wc checkout draft',
              'trash',
              'wc trash',
              'deleted',
              'wc deleted',
              'blocked',
              'wc blocked',
              'fraud',
              'wc fraud',
              'suspected fraud',
              'wc suspected fraud',
              'error',
              'wc error',
              'payment error',
              'wc payment error',
              'payment failed',
              'wc payment failed',
              'geannuleerd',
              'wc geannuleerd',
              'mislukt',
              'wc mislukt',
              'concept',
              'wc concept',
              'vervallen',
              'wc vervallen',
              'verlopen',
              'wc verlopen',
              'geweigerd',
              'wc geweigerd',
              'afgewezen',
              'wc afgewezen',
              'storniert',
              'wc storniert',
              'abgebrochen',
              'wc abgebrochen',
              'fehlgeschlagen',
              'wc fehlgeschlagen',
              'abgelehnt',
              'wc abgelehnt',
              'annulé',
              'wc annulé',
              'annulée',
              'wc annulée',
              'échoué',
              'wc échoué',
              'échouée',
              'wc échouée',
              'refusé',
              'wc refusé',
              'cancelado',
              'wc cancelado',
              'cancelada',
              'wc cancelada',
              'fallido',
              'wc fallido',
              'rechazado',
              'wc rechazado',
              'annullato',
              'wc annullato',
              'fallito',
              'wc fallito',
              'rifiutato',
              'wc rifiutato',
              'can''t',
              'wc can''t'
            ) then 10
            else 0
          end as excluded,
          from_big_endian_64(
            xxhash64(
              to_utf8(
                json_format(
                  cast(
                    array[cast("id" as varchar),
                    cast("who""; --" as varchar),
                    cast("mail" as varchar),
                    cast("day" as varchar),
                    cast("total" as varchar),
                    cast("money" as varchar),
                    cast("state" as varchar)] as json
                  )
                )
              )
            )
          ) as h,
          cast(null as varchar) as unread_money,
          coalesce(
            try_cast(trim(cast("total" as varchar)) as decimal(18, 4)),
            case
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then try_cast(
                trim(
                  cast(
                    case
                      when regexp_like("total", '^[^\d]*[-−(]|[^-−–—,.][-−][\s  ]*$') then '-'
                      else ''
                    end || regexp_replace("total", '(kr|Rs|Fr|лв)[.]|[^0-9.]', '') as varchar
                  )
                ) as decimal(18, 4)
              )
            end
          ) as read_amount,
          translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
            'refunded',
            'wc refunded',
            'fully refunded',
            'wc fully refunded',
            'charge refunded',
            'wc charge refunded',
            'returned',
            'wc returned',
            'reversed',
            'wc reversed',
            'chargeback',
            'wc chargeback',
            'charge back',
            'wc charge back',
            'charged back',
            'wc charged back',
            'terugbetaald',
            'wc terugbetaald',
            'geretourneerd',
            'wc geretourneerd',
            'retour',
            'wc retour',
            'erstattet',
            'wc erstattet',
            'rückerstattet',
            'wc rückerstattet',
            'remboursé',
            'wc remboursé',
            'remboursée',
            'wc remboursée',
            'reembolsado',
            'wc reembolsado',
            'rimborsato',
            'wc rimborsato'
          ) as is_refunded
        from (
          select "id" as "id",
            "who""; --" as "who""; --",
            "mail" as "mail",
            "day" as "day",
            "total" as "total",
            "money" as "money",
            "state" as "state"
          from "orders"
        ) as given_rows
      ) as cells
    ) as ranged
  ) as read_rows
) as keyed
group by 1, 2;

-- the refunds of orders
select ord,
  own,
  amount,
  case
    when order_code is null
      or order_code = 6
      or order_code >= 13 then case when customer is null then 7 else 5 end
    when order_code = 0 then 3
    else order_code
  end as code,
  coalesce(order_customer, customer) as customer,
  coalesce(order_currency, currency) as currency
from (
  select r.*,
    case when r.currency in (o.currency, '') then o.code end as order_code,
    case when r.currency in (o.currency, '') then o.customer end as order_customer,
    case when r.currency in (o.currency, '') then o.currency end as order_currency
  from (
    select *
    from (
      select *,
        case
          when contradicts then 13
          when fault > 0 then fault
          when day is null then 15
          when amount is null then 14
          when currency <> 'EUR' then 9
          when day > date '2025-12-31' then 8
          when amount < 0 and own is not null and ord is not null then 3
          when customer is null then 7
          when amount < 0 then 5
          when amount = 0 then 6
          else 0
        end as code
      from grouped as grouped
    ) as c
    where code = 3
  ) as r
  left join (
    select *
    from (
      select *,
        case
          when contradicts then 13
          when fault > 0 then fault
          when day is null then 15
          when amount is null then 14
          when currency <> 'EUR' then 9
          when day > date '2025-12-31' then 8
          when amount < 0 and own is not null and ord is not null then 3
          when customer is null then 7
          when amount < 0 then 5
          when amount = 0 then 6
          else 0
        end as code
      from grouped as grouped
    ) as c
    where own is null
  ) as o on o.ord = r.ord
) as known;

-- the ledger of orders
select code,
  currency,
  sum(kept) as kept,
  sum(n) as n,
  sum(duplicates) as duplicates,
  sum(lines) as lines,
  cast(coalesce(sum(read), 0) as varchar) as read,
  cast(coalesce(sum(told), 0) as varchar) as told,
  cast(coalesce(sum(merged), 0) as varchar) as merged,
  cast(coalesce(sum(refunded), 0) as varchar) as refunded,
  cast(coalesce(sum(net), 0) as varchar) as net
from (
  select ord,
    own,
    code,
    currency,
    customer,
    day,
    n,
    kept,
    duplicates,
    n - kept - duplicates as lines,
    total as read,
    case when code >= 13 then total else amount * kept end as told,
    amount * duplicates as merged,
    case when code in (0, 4) then refund * kept else 0 end as refunded,
    net,
    case when code = 0 then kept else 0 end as orders
  from (
    select ord,
      own,
      day,
      coalesce(refund_currency, currency) as currency,
      n,
      amounts,
      amount,
      refund,
      total,
      kept,
      coalesce(refund_customer, customer) as customer,
      case
        when code = 0 and amount > 0 and (amount - refund) * kept + back <= 0 then 4
        else coalesce(refund_code, code)
      end as code,
      case
        when code = 0 then (amount - refund) * kept + back
        when code = 5 then amount * kept
        when refund_code = 5 then amount
        else 0
      end as net,
      case when code >= 13 then 0 else amounts - least(kept, amounts) end as duplicates
    from (
      select *, case when code >= 13 then n else 1 end as kept
      from (
        select c.*,
          coalesce(o.back, 0) as back,
          r.code as refund_code,
          r.customer as refund_customer,
          r.currency as refund_currency
        from (
          select *,
            case
              when contradicts then 13
              when fault > 0 then fault
              when day is null then 15
              when amount is null then 14
              when currency <> 'EUR' then 9
              when day > date '2025-12-31' then 8
              when amount < 0 and own is not null and ord is not null then 3
              when customer is null then 7
              when amount < 0 then 5
              when amount = 0 then 6
              else 0
            end as code
          from grouped as grouped
        ) as c
        left join (
          select ord, sum(amount) as back
          from refunds as refunds
          where code = 3
          group by 1
        ) as o on o.ord = case when c.own is null then c.ord end
        left join refunds as r on r.ord = c.ord and r.own = c.own
      ) as joined
    ) as weighed
  ) as netted
) as entries
group by 1, 2
order by 1, 2;

-- the occasions of orders
select customer, day, sum(orders) as orders, sum(net) as amount
from (
  select ord,
    own,
    code,
    currency,
    customer,
    day,
    n,
    kept,
    duplicates,
    n - kept - duplicates as lines,
    total as read,
    case when code >= 13 then total else amount * kept end as told,
    amount * duplicates as merged,
    case when code in (0, 4) then refund * kept else 0 end as refunded,
    net,
    case when code = 0 then kept else 0 end as orders
  from (
    select ord,
      own,
      day,
      coalesce(refund_currency, currency) as currency,
      n,
      amounts,
      amount,
      refund,
      total,
      kept,
      coalesce(refund_customer, customer) as customer,
      case
        when code = 0 and amount > 0 and (amount - refund) * kept + back <= 0 then 4
        else coalesce(refund_code, code)
      end as code,
      case
        when code = 0 then (amount - refund) * kept + back
        when code = 5 then amount * kept
        when refund_code = 5 then amount
        else 0
      end as net,
      case when code >= 13 then 0 else amounts - least(kept, amounts) end as duplicates
    from (
      select *, case when code >= 13 then n else 1 end as kept
      from (
        select c.*,
          coalesce(o.back, 0) as back,
          r.code as refund_code,
          r.customer as refund_customer,
          r.currency as refund_currency
        from (
          select *,
            case
              when contradicts then 13
              when fault > 0 then fault
              when day is null then 15
              when amount is null then 14
              when currency <> 'EUR' then 9
              when day > date '2025-12-31' then 8
              when amount < 0 and own is not null and ord is not null then 3
              when customer is null then 7
              when amount < 0 then 5
              when amount = 0 then 6
              else 0
            end as code
          from grouped as grouped
        ) as c
        left join (
          select ord, sum(amount) as back
          from refunds as refunds
          where code = 3
          group by 1
        ) as o on o.ord = case when c.own is null then c.ord end
        left join refunds as r on r.ord = c.ord and r.own = c.own
      ) as joined
    ) as weighed
  ) as netted
) as entries
where code in (0, 4, 5)
group by customer, day, code;

-- the lines of each order added up
select ord,
  own,
  max(fault) as fault,
  count(*) as n,
  count(amount) as amounts,
  min(customer) as customer,
  min(day) as day,
  case when own is null then sum(amount) else min(amount) end as amount,
  coalesce(case when own is null then sum(refund) else max(refund) end, 0) as refund,
  coalesce(min(nullif(currency, '')), '') as currency,
  sum(amount) as total,
  (min(customer) <> max(customer) or min(nullif(currency, '')) <> max(nullif(currency, ''))) as contradicts
from (
  select case when not (fault >= 13) then ord end as ord,
    case when fault >= 13 or ord is null or fault > 0 then h end as own,
    customer,
    day,
    amount,
    refund,
    currency,
    fault
  from (
    select ord,
      customer,
      day,
      amount,
      refund,
      currency,
      h,
      case
        when excluded > 0 then excluded
        when day is not null and amount is not null and unread_money is null then 0
        when coalesce(trim(both '                　' from date_cell), '') = ''
          and coalesce(trim(both '                　' from amount_cell), '') = ''
          and customer is null
          and ord is null then 16
        when day is null
          and (ord is null or not coalesce(trim(both '                　' from date_cell), '') = '') then 15
        when unread_money is not null then 14
        when amount is null
          and (ord is null or not coalesce(trim(both '                　' from amount_cell), '') = '') then 14
        else 0
      end as fault
    from (
      select *,
        read_amount as amount,
        case when is_refunded then read_amount else 0 end as refund,
        case when given_day between date '1900-01-01' and date '2200-12-31' then given_day end as day
      from (
        select nullif(trim(both '                　' from "id"), '') as ord,
          case
            when lower(nullif(trim(both '                　' from "who""; --"), '')) in (
              '0',
              '0.0',
              '-',
              '--',
              '—',
              '?',
              'na',
              'n/a',
              'n.a.',
              '#n/a',
              'nan',
              'nil',
              'null',
              '\n',
              'none',
              'undefined',
              'empty',
              '(empty)',
              'unknown',
              'onbekend',
              'anonymous',
              'anoniem',
              'guest',
              'gast'
            ) then null
            when "who""; --" like '%@%' then lower(nullif(trim(both '                　' from "who""; --"), ''))
            else nullif(trim(both '                　' from "who""; --"), '')
          end as customer,
          case
            when regexp_like(
              case
                when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                else regexp_replace(
                  trim(both '                　' from "day"),
                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                  '$1-$2-$3'
                )
              end,
              '^(.*:\d\d[.\d]*)\s*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$'
            ) then cast(
              at_timezone(
                try_cast(
                  regexp_replace(
                    regexp_replace(
                      regexp_replace(
                        regexp_replace(
                          trim(
                            regexp_replace(
                              case
                                when regexp_like(
                                  trim(both '                　' from "day"),
                                  '^\d{4}-\d{1,2}-\d{1,2}'
                                ) then trim(both '                　' from "day")
                                else regexp_replace(
                                  trim(both '                　' from "day"),
                                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                                  '$1-$2-$3'
                                )
                              end,
                              '\s*(UTC|GMT)$',
                              'Z'
                            )
                          ),
                          '^([\d-]+)T',
                          '$1 '
                        ),
                        '\s*([+-]\d\d)$',
                        '$1:00'
                      ),
                      '\s*([+-]\d\d):?(\d\d)$',
                      ' $1:$2'
                    ),
                    '\s*Z$',
                    ' UTC'
                  ) as timestamp(6) with time zone
                ),
                'Europe/Amsterdam'
              ) as date
            )
            else cast(
              try_cast(
                regexp_replace(
                  regexp_replace(
                    trim(
                      case
                        when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                        else regexp_replace(
                          trim(both '                　' from "day"),
                          '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                          '$1-$2-$3'
                        )
                      end
                    ),
                    '^([\d-]+)T',
                    '$1 '
                  ),
                  '\s*(Z|UTC)$',
                  ''
                ) as timestamp(6)
              ) as date
            )
          end as given_day,
          coalesce(
            case
              upper(nullif(trim(both '                　' from "money"), ''))
              when '€' then 'EUR'
              when '£' then 'GBP'
              when 'R$' then 'BRL'
              when 'US$' then 'USD'
              when 'CA$' then 'CAD'
              when 'A$' then 'AUD'
              when '₹' then 'INR'
              when 'RS' then 'INR'
              when 'FR' then 'CHF'
              when 'ZŁ' then 'PLN'
              when 'KČ' then 'CZK'
              when 'FT' then 'HUF'
              when 'LEI' then 'RON'
              when 'ЛВ' then 'BGN'
              when '₺' then 'TRY'
              when '₩' then 'KRW'
              when '₽' then 'RUB'
              when '₪' then 'ILS'
              when '₫' then 'VND'
              when '₱' then 'PHP'
              when '฿' then 'THB'
              else upper(nullif(trim(both '                　' from "money"), ''))
            end,
            case
              when try_cast(trim(cast("total" as varchar)) as decimal(18, 4)) is not null then null
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then nullif(
                case
                  upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                  when '€' then 'EUR'
                  when '£' then 'GBP'
                  when 'R$' then 'BRL'
                  when 'US$' then 'USD'
                  when 'CA$' then 'CAD'
                  when 'A$' then 'AUD'
                  when '₹' then 'INR'
                  when 'RS' then 'INR'
                  when 'FR' then 'CHF'
                  when 'ZŁ' then 'PLN'
                  when 'KČ' then 'CZK'
                  when 'FT' then 'HUF'
                  when 'LEI' then 'RON'
                  when 'ЛВ' then 'BGN'
                  when '₺' then 'TRY'
                  when '₩' then 'KRW'
                  when '₽' then 'RUB'
                  when '₪' then 'ILS'
                  when '₫' then 'VND'
                  when '₱' then 'PHP'
                  when '฿' then 'THB'
                  else upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                end,
                ''
              )
            end,
            cast('' as varchar)
          ) as currency,
          "day" as date_cell,
          "total" as amount_cell,
          case
            when translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
              'pending',
              'wc pending',
              'pending payment',
              'wc pending payment',
              'payment pending',
              'wc payment pending',
              'awaiting payment',
              'wc awaiting payment',
              'waiting for payment',
              'wc waiting for payment',
              'unpaid',
              'wc unpaid',
              'not paid',
              'wc not paid',
              'authorized',
              'wc authorized',
              'incomplete',
              'wc incomplete',
              'in afwachting',
              'wc in afwachting',
              'in afwachting van betaling',
              'wc in afwachting van betaling',
              'onbetaald',
              'wc onbetaald',
              'wacht op betaling',
              'wc wacht op betaling',
              'ausstehend',
              'wc ausstehend',
              'unbezahlt',
              'wc unbezahlt',
              'en attente',
              'wc en attente',
              'pendiente',
              'wc pendiente',
              'in attesa',
              'wc in attesa',
              'cancelled',
              'wc cancelled',
              'canceled',
              'wc canceled',
              'void',
              'wc void',
              'voided',
              'wc voided',
              'failed',
              'wc failed',
              'failure',
              'wc failure',
              'declined',
              'wc declined',
              'denied',
              'wc denied',
              'rejected',
              'wc rejected',
              'refused',
              'wc refused',
              'expired',
              'wc expired',
              'abandoned',
              'wc abandoned',
              'draft',
              'wc draft',
              'auto draft',
              'wc auto draft',
              'checkout draft',
              'wc checkout draft',
              'trash',
              'wc trash',
              'deleted',
              'wc deleted',
              'blocked',
              'wc blocked',
              'fraud',
              'wc fraud',
              'suspected fraud',
              'wc suspected fraud',
              'error',
              'wc error',
              'payment error',
              'wc payment error',
              'payment failed',
              'wc payment failed',
              'geannuleerd',
              'wc geannuleerd',
              'mislukt',
              'wc mislukt',
              'concept',
              'wc concept',
              'vervallen',
              'wc vervallen',
              'verlopen',
              'wc verlopen',
              'geweigerd',
              'wc geweigerd',
              'afgewezen',
              'wc afgewezen',
              'storniert',
              'wc storniert',
              'abgebrochen',
              'wc abgebrochen',
              'fehlgeschlagen',
              'wc fehlgeschlagen',
              'abgelehnt',
              'wc abgelehnt',
              'annulé',
              'wc annulé',
              'annulée',
              'wc annulée',
              'échoué',
              'wc échoué',
              'échouée',
              'wc échouée',
              'refusé',
              'wc refusé',
              'cancelado',
              'wc cancelado',
              'cancelada',
              'wc cancelada',
              'fallido',
              'wc fallido',
              'rechazado',
              'wc rechazado',
              'annullato',
              'wc annullato',
              'fallito',
              'wc fallito',
              'rifiutato',
              'wc rifiutato',
              'can''t',
              'wc can''t'
            ) then 10
            else 0
          end as excluded,
          from_big_endian_64(
            xxhash64(
              to_utf8(
                json_format(
                  cast(
                    array[cast("id" as varchar),
                    cast("who""; --" as varchar),
                    cast("mail" as varchar),
                    cast("day" as varchar),
                    cast("total" as varchar),
                    cast("money" as varchar),
                    cast("state" as varchar)] as json
                  )
                )
              )
            )
          ) as h,
          cast(null as varchar) as unread_money,
          coalesce(
            try_cast(trim(cast("total" as varchar)) as decimal(18, 4)),
            case
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then try_cast(
                trim(
                  cast(
                    case
                      when regexp_like("total", '^[^\d]*[-−(]|[^-−–—,.][-−][\s  ]*$') then '-'
                      else ''
                    end || regexp_replace("total", '(kr|Rs|Fr|лв)[.]|[^0-9.]', '') as varchar
                  )
                ) as decimal(18, 4)
              )
            end
          ) as read_amount,
          translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
            'refunded',
            'wc refunded',
            'fully refunded',
            'wc fully refunded',
            'charge refunded',
            'wc charge refunded',
            'returned',
            'wc returned',
            'reversed',
            'wc reversed',
            'chargeback',
            'wc chargeback',
            'charge back',
            'wc charge back',
            'charged back',
            'wc charged back',
            'terugbetaald',
            'wc terugbetaald',
            'geretourneerd',
            'wc geretourneerd',
            'retour',
            'wc retour',
            'erstattet',
            'wc erstattet',
            'rückerstattet',
            'wc rückerstattet',
            'remboursé',
            'wc remboursé',
            'remboursée',
            'wc remboursée',
            'reembolsado',
            'wc reembolsado',
            'rimborsato',
            'wc rimborsato'
          ) as is_refunded
        from (
          select "id" as "id",
            "who""; --" as "who""; --",
            "mail" as "mail",
            "day" as "day",
            "total" as "total",
            "money" as "money",
            "state" as "state"
          from "orders"
        ) as given_rows
      ) as cells
    ) as ranged
  ) as read_rows
) as keyed
group by 1, 2;

-- the ledger of lines
select code,
  currency,
  sum(kept) as kept,
  sum(n) as n,
  sum(duplicates) as duplicates,
  sum(lines) as lines,
  cast(coalesce(sum(read), 0) as varchar) as read,
  cast(coalesce(sum(told), 0) as varchar) as told,
  cast(coalesce(sum(merged), 0) as varchar) as merged,
  cast(coalesce(sum(refunded), 0) as varchar) as refunded,
  cast(coalesce(sum(net), 0) as varchar) as net
from (
  select ord,
    own,
    code,
    currency,
    customer,
    day,
    n,
    kept,
    duplicates,
    n - kept - duplicates as lines,
    total as read,
    case when code >= 13 then total else amount * kept end as told,
    amount * duplicates as merged,
    case when code in (0, 4) then refund * kept else 0 end as refunded,
    net,
    case when code = 0 then kept else 0 end as orders
  from (
    select ord,
      own,
      day,
      coalesce(refund_currency, currency) as currency,
      n,
      amounts,
      amount,
      refund,
      total,
      kept,
      coalesce(refund_customer, customer) as customer,
      case
        when code = 0 and amount > 0 and (amount - refund) * kept + back <= 0 then 4
        else coalesce(refund_code, code)
      end as code,
      case
        when code = 0 then (amount - refund) * kept + back
        when code = 5 then amount * kept
        when refund_code = 5 then amount
        else 0
      end as net,
      case
        when code >= 13 then 0
        else case when own is null then 0 else amounts - least(kept, amounts) end
      end as duplicates
    from (
      select *,
        case when code >= 13 then n when own is not null and ord is not null then n else 1 end as kept
      from (
        select c.*,
          0 as back,
          cast(null as bigint) as refund_code,
          case when false then c.customer end as refund_customer,
          case when false then c.currency end as refund_currency
        from (
          select *,
            case
              when contradicts then 13
              when fault > 0 then fault
              when day is null then 15
              when amount is null then 14
              when currency <> 'EUR' then 9
              when day > date '2025-12-31' then 8
              when customer is null then 7
              when amount < 0 then 5
              when amount = 0 then 6
              else 0
            end as code
          from lines as grouped
        ) as c
      ) as joined
    ) as weighed
  ) as netted
) as entries
group by 1, 2
order by 1, 2;

-- how many orders on how many days
select coalesce(sum(orders), 0) as orders, count(*) as days
from occasions as occasions
where orders > 0;

-- the rows that stand alone by customer and day
select kind,
  customer,
  day,
  currency,
  count(*) as n,
  min(amount) as low,
  max(amount) as high,
  sum(refund) as refund
from (
  select *,
    cast(
      case
        when fault > 0 then fault
        when day is null then 15
        when amount is null then 14
        when customer is null then 7
        when amount > 0 and amount <= refund then 4
        when amount < 0 then 5
        when amount = 0 then 6
        else 0
      end as smallint
    ) as kind
  from (
    select ord,
      customer,
      day,
      amount,
      refund,
      currency,
      h,
      case
        when excluded > 0 then excluded
        when day is not null and amount is not null and unread_money is null then 0
        when coalesce(trim(both '                　' from date_cell), '') = ''
          and coalesce(trim(both '                　' from amount_cell), '') = ''
          and customer is null then 16
        when day is null then 15
        when unread_money is not null then 14
        when amount is null then 14
        else 0
      end as fault
    from (
      select *,
        read_amount as amount,
        case when is_refunded then read_amount else 0 end as refund,
        case when given_day between date '1900-01-01' and date '2200-12-31' then given_day end as day
      from (
        select cast('' as varchar) as ord,
          case
            when lower(nullif(trim(both '                　' from "who""; --"), '')) in (
              '0',
              '0.0',
              '-',
              '--',
              '—',
              '?',
              'na',
              'n/a',
              'n.a.',
              '#n/a',
              'nan',
              'nil',
              'null',
              '\n',
              'none',
              'undefined',
              'empty',
              '(empty)',
              'unknown',
              'onbekend',
              'anonymous',
              'anoniem',
              'guest',
              'gast'
            ) then null
            when "who""; --" like '%@%' then lower(nullif(trim(both '                　' from "who""; --"), ''))
            else nullif(trim(both '                　' from "who""; --"), '')
          end as customer,
          case
            when regexp_like(
              case
                when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                else regexp_replace(
                  trim(both '                　' from "day"),
                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                  '$1-$2-$3'
                )
              end,
              '^(.*:\d\d[.\d]*)\s*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$'
            ) then cast(
              at_timezone(
                try_cast(
                  regexp_replace(
                    regexp_replace(
                      regexp_replace(
                        regexp_replace(
                          trim(
                            regexp_replace(
                              case
                                when regexp_like(
                                  trim(both '                　' from "day"),
                                  '^\d{4}-\d{1,2}-\d{1,2}'
                                ) then trim(both '                　' from "day")
                                else regexp_replace(
                                  trim(both '                　' from "day"),
                                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                                  '$1-$2-$3'
                                )
                              end,
                              '\s*(UTC|GMT)$',
                              'Z'
                            )
                          ),
                          '^([\d-]+)T',
                          '$1 '
                        ),
                        '\s*([+-]\d\d)$',
                        '$1:00'
                      ),
                      '\s*([+-]\d\d):?(\d\d)$',
                      ' $1:$2'
                    ),
                    '\s*Z$',
                    ' UTC'
                  ) as timestamp(6) with time zone
                ),
                'Europe/Amsterdam'
              ) as date
            )
            else cast(
              try_cast(
                regexp_replace(
                  regexp_replace(
                    trim(
                      case
                        when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                        else regexp_replace(
                          trim(both '                　' from "day"),
                          '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                          '$1-$2-$3'
                        )
                      end
                    ),
                    '^([\d-]+)T',
                    '$1 '
                  ),
                  '\s*(Z|UTC)$',
                  ''
                ) as timestamp(6)
              ) as date
            )
          end as given_day,
          coalesce(
            case
              upper(nullif(trim(both '                　' from "money"), ''))
              when '€' then 'EUR'
              when '£' then 'GBP'
              when 'R$' then 'BRL'
              when 'US$' then 'USD'
              when 'CA$' then 'CAD'
              when 'A$' then 'AUD'
              when '₹' then 'INR'
              when 'RS' then 'INR'
              when 'FR' then 'CHF'
              when 'ZŁ' then 'PLN'
              when 'KČ' then 'CZK'
              when 'FT' then 'HUF'
              when 'LEI' then 'RON'
              when 'ЛВ' then 'BGN'
              when '₺' then 'TRY'
              when '₩' then 'KRW'
              when '₽' then 'RUB'
              when '₪' then 'ILS'
              when '₫' then 'VND'
              when '₱' then 'PHP'
              when '฿' then 'THB'
              else upper(nullif(trim(both '                　' from "money"), ''))
            end,
            case
              when try_cast(trim(cast("total" as varchar)) as decimal(18, 4)) is not null then null
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then nullif(
                case
                  upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                  when '€' then 'EUR'
                  when '£' then 'GBP'
                  when 'R$' then 'BRL'
                  when 'US$' then 'USD'
                  when 'CA$' then 'CAD'
                  when 'A$' then 'AUD'
                  when '₹' then 'INR'
                  when 'RS' then 'INR'
                  when 'FR' then 'CHF'
                  when 'ZŁ' then 'PLN'
                  when 'KČ' then 'CZK'
                  when 'FT' then 'HUF'
                  when 'LEI' then 'RON'
                  when 'ЛВ' then 'BGN'
                  when '₺' then 'TRY'
                  when '₩' then 'KRW'
                  when '₽' then 'RUB'
                  when '₪' then 'ILS'
                  when '₫' then 'VND'
                  when '₱' then 'PHP'
                  when '฿' then 'THB'
                  else upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                end,
                ''
              )
            end,
            cast('' as varchar)
          ) as currency,
          "day" as date_cell,
          "total" as amount_cell,
          case
            when translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
              'pending',
              'wc pending',
              'pending payment',
              'wc pending payment',
              'payment pending',
              'wc payment pending',
              'awaiting payment',
              'wc awaiting payment',
              'waiting for payment',
              'wc waiting for payment',
              'unpaid',
              'wc unpaid',
              'not paid',
              'wc not paid',
              'authorized',
              'wc authorized',
              'incomplete',
              'wc incomplete',
              'in afwachting',
              'wc in afwachting',
              'in afwachting van betaling',
              'wc in afwachting van betaling',
              'onbetaald',
              'wc onbetaald',
              'wacht op betaling',
              'wc wacht op betaling',
              'ausstehend',
              'wc ausstehend',
              'unbezahlt',
              'wc unbezahlt',
              'en attente',
              'wc en attente',
              'pendiente',
              'wc pendiente',
              'in attesa',
              'wc in attesa',
              'cancelled',
              'wc cancelled',
              'canceled',
              'wc canceled',
              'void',
              'wc void',
              'voided',
              'wc voided',
              'failed',
              'wc failed',
              'failure',
              'wc failure',
              'declined',
              'wc declined',
              'denied',
              'wc denied',
              'rejected',
              'wc rejected',
              'refused',
              'wc refused',
              'expired',
              'wc expired',
              'abandoned',
              'wc abandoned',
              'draft',
              'wc draft',
              'auto draft',
              'wc auto draft',
              'checkout draft',
              'wc checkout draft',
              'trash',
              'wc trash',
              'deleted',
              'wc deleted',
              'blocked',
              'wc blocked',
              'fraud',
              'wc fraud',
              'suspected fraud',
              'wc suspected fraud',
              'error',
              'wc error',
              'payment error',
              'wc payment error',
              'payment failed',
              'wc payment failed',
              'geannuleerd',
              'wc geannuleerd',
              'mislukt',
              'wc mislukt',
              'concept',
              'wc concept',
              'vervallen',
              'wc vervallen',
              'verlopen',
              'wc verlopen',
              'geweigerd',
              'wc geweigerd',
              'afgewezen',
              'wc afgewezen',
              'storniert',
              'wc storniert',
              'abgebrochen',
              'wc abgebrochen',
              'fehlgeschlagen',
              'wc fehlgeschlagen',
              'abgelehnt',
              'wc abgelehnt',
              'annulé',
              'wc annulé',
              'annulée',
              'wc annulée',
              'échoué',
              'wc échoué',
              'échouée',
              'wc échouée',
              'refusé',
              'wc refusé',
              'cancelado',
              'wc cancelado',
              'cancelada',
              'wc cancelada',
              'fallido',
              'wc fallido',
              'rechazado',
              'wc rechazado',
              'annullato',
              'wc annullato',
              'fallito',
              'wc fallito',
              'rifiutato',
              'wc rifiutato',
              'can''t',
              'wc can''t'
            ) then 10
            else 0
          end as excluded,
          from_big_endian_64(
            xxhash64(
              to_utf8(
                json_format(
                  cast(
                    array[cast("id" as varchar),
                    cast("who""; --" as varchar),
                    cast("mail" as varchar),
                    cast("day" as varchar),
                    cast("total" as varchar),
                    cast("money" as varchar),
                    cast("state" as varchar)] as json
                  )
                )
              )
            )
          ) as h,
          cast(null as varchar) as unread_money,
          coalesce(
            try_cast(trim(cast("total" as varchar)) as decimal(18, 4)),
            case
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then try_cast(
                trim(
                  cast(
                    case
                      when regexp_like("total", '^[^\d]*[-−(]|[^-−–—,.][-−][\s  ]*$') then '-'
                      else ''
                    end || regexp_replace("total", '(kr|Rs|Fr|лв)[.]|[^0-9.]', '') as varchar
                  )
                ) as decimal(18, 4)
              )
            end
          ) as read_amount,
          translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
            'refunded',
            'wc refunded',
            'fully refunded',
            'wc fully refunded',
            'charge refunded',
            'wc charge refunded',
            'returned',
            'wc returned',
            'reversed',
            'wc reversed',
            'chargeback',
            'wc chargeback',
            'charge back',
            'wc charge back',
            'charged back',
            'wc charged back',
            'terugbetaald',
            'wc terugbetaald',
            'geretourneerd',
            'wc geretourneerd',
            'retour',
            'wc retour',
            'erstattet',
            'wc erstattet',
            'rückerstattet',
            'wc rückerstattet',
            'remboursé',
            'wc remboursé',
            'remboursée',
            'wc remboursée',
            'reembolsado',
            'wc reembolsado',
            'rimborsato',
            'wc rimborsato'
          ) as is_refunded
        from (
          select "id" as "id",
            "who""; --" as "who""; --",
            "mail" as "mail",
            "day" as "day",
            "total" as "total",
            "money" as "money",
            "state" as "state"
          from "orders"
        ) as given_rows
      ) as cells
    ) as ranged
  ) as read_rows
) as kinds
group by kind, customer, day, currency;

-- whether some may be equal
select count(*) as n, count(*) - count(customer) as guests
from (
  select *
  from slots as slots
  where n > 1 and coalesce(n > 2 or low = high, true)
) as slots;

-- those that may be, in full
select r.*
from (
  select *,
    cast(
      case
        when fault > 0 then fault
        when day is null then 15
        when amount is null then 14
        when customer is null then 7
        when amount > 0 and amount <= refund then 4
        when amount < 0 then 5
        when amount = 0 then 6
        else 0
      end as smallint
    ) as kind
  from (
    select ord,
      customer,
      day,
      amount,
      refund,
      currency,
      h,
      case
        when excluded > 0 then excluded
        when day is not null and amount is not null and unread_money is null then 0
        when coalesce(trim(both '                　' from date_cell), '') = ''
          and coalesce(trim(both '                　' from amount_cell), '') = ''
          and customer is null then 16
        when day is null then 15
        when unread_money is not null then 14
        when amount is null then 14
        else 0
      end as fault
    from (
      select *,
        read_amount as amount,
        case when is_refunded then read_amount else 0 end as refund,
        case when given_day between date '1900-01-01' and date '2200-12-31' then given_day end as day
      from (
        select cast('' as varchar) as ord,
          case
            when lower(nullif(trim(both '                　' from "who""; --"), '')) in (
              '0',
              '0.0',
              '-',
              '--',
              '—',
              '?',
              'na',
              'n/a',
              'n.a.',
              '#n/a',
              'nan',
              'nil',
              'null',
              '\n',
              'none',
              'undefined',
              'empty',
              '(empty)',
              'unknown',
              'onbekend',
              'anonymous',
              'anoniem',
              'guest',
              'gast'
            ) then null
            when "who""; --" like '%@%' then lower(nullif(trim(both '                　' from "who""; --"), ''))
            else nullif(trim(both '                　' from "who""; --"), '')
          end as customer,
          case
            when regexp_like(
              case
                when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                else regexp_replace(
                  trim(both '                　' from "day"),
                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                  '$1-$2-$3'
                )
              end,
              '^(.*:\d\d[.\d]*)\s*(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$'
            ) then cast(
              at_timezone(
                try_cast(
                  regexp_replace(
                    regexp_replace(
                      regexp_replace(
                        regexp_replace(
                          trim(
                            regexp_replace(
                              case
                                when regexp_like(
                                  trim(both '                　' from "day"),
                                  '^\d{4}-\d{1,2}-\d{1,2}'
                                ) then trim(both '                　' from "day")
                                else regexp_replace(
                                  trim(both '                　' from "day"),
                                  '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                                  '$1-$2-$3'
                                )
                              end,
                              '\s*(UTC|GMT)$',
                              'Z'
                            )
                          ),
                          '^([\d-]+)T',
                          '$1 '
                        ),
                        '\s*([+-]\d\d)$',
                        '$1:00'
                      ),
                      '\s*([+-]\d\d):?(\d\d)$',
                      ' $1:$2'
                    ),
                    '\s*Z$',
                    ' UTC'
                  ) as timestamp(6) with time zone
                ),
                'Europe/Amsterdam'
              ) as date
            )
            else cast(
              try_cast(
                regexp_replace(
                  regexp_replace(
                    trim(
                      case
                        when regexp_like(trim(both '                　' from "day"), '^\d{4}-\d{1,2}-\d{1,2}') then trim(both '                　' from "day")
                        else regexp_replace(
                          trim(both '                　' from "day"),
                          '^(\d{4})[/.](\d{1,2})[/.](\d{1,2}),?',
                          '$1-$2-$3'
                        )
                      end
                    ),
                    '^([\d-]+)T',
                    '$1 '
                  ),
                  '\s*(Z|UTC)$',
                  ''
                ) as timestamp(6)
              ) as date
            )
          end as given_day,
          coalesce(
            case
              upper(nullif(trim(both '                　' from "money"), ''))
              when '€' then 'EUR'
              when '£' then 'GBP'
              when 'R$' then 'BRL'
              when 'US$' then 'USD'
              when 'CA$' then 'CAD'
              when 'A$' then 'AUD'
              when '₹' then 'INR'
              when 'RS' then 'INR'
              when 'FR' then 'CHF'
              when 'ZŁ' then 'PLN'
              when 'KČ' then 'CZK'
              when 'FT' then 'HUF'
              when 'LEI' then 'RON'
              when 'ЛВ' then 'BGN'
              when '₺' then 'TRY'
              when '₩' then 'KRW'
              when '₽' then 'RUB'
              when '₪' then 'ILS'
              when '₫' then 'VND'
              when '₱' then 'PHP'
              when '฿' then 'THB'
              else upper(nullif(trim(both '                　' from "money"), ''))
            end,
            case
              when try_cast(trim(cast("total" as varchar)) as decimal(18, 4)) is not null then null
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then nullif(
                case
                  upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                  when '€' then 'EUR'
                  when '£' then 'GBP'
                  when 'R$' then 'BRL'
                  when 'US$' then 'USD'
                  when 'CA$' then 'CAD'
                  when 'A$' then 'AUD'
                  when '₹' then 'INR'
                  when 'RS' then 'INR'
                  when 'FR' then 'CHF'
                  when 'ZŁ' then 'PLN'
                  when 'KČ' then 'CZK'
                  when 'FT' then 'HUF'
                  when 'LEI' then 'RON'
                  when 'ЛВ' then 'BGN'
                  when '₺' then 'TRY'
                  when '₩' then 'KRW'
                  when '₽' then 'RUB'
                  when '₪' then 'ILS'
                  when '₫' then 'VND'
                  when '₱' then 'PHP'
                  when '฿' then 'THB'
                  else upper(
                    regexp_replace(
                      regexp_replace("total", '[-−–—\s  \d.,''’()+]', ''),
                      '^[^A-Z]*([A-Z]{3})[^A-Z]*$',
                      '$1'
                    )
                  )
                end,
                ''
              )
            end,
            cast('' as varchar)
          ) as currency,
          "day" as date_cell,
          "total" as amount_cell,
          case
            when translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
              'pending',
              'wc pending',
              'pending payment',
              'wc pending payment',
              'payment pending',
              'wc payment pending',
              'awaiting payment',
              'wc awaiting payment',
              'waiting for payment',
              'wc waiting for payment',
              'unpaid',
              'wc unpaid',
              'not paid',
              'wc not paid',
              'authorized',
              'wc authorized',
              'incomplete',
              'wc incomplete',
              'in afwachting',
              'wc in afwachting',
              'in afwachting van betaling',
              'wc in afwachting van betaling',
              'onbetaald',
              'wc onbetaald',
              'wacht op betaling',
              'wc wacht op betaling',
              'ausstehend',
              'wc ausstehend',
              'unbezahlt',
              'wc unbezahlt',
              'en attente',
              'wc en attente',
              'pendiente',
              'wc pendiente',
              'in attesa',
              'wc in attesa',
              'cancelled',
              'wc cancelled',
              'canceled',
              'wc canceled',
              'void',
              'wc void',
              'voided',
              'wc voided',
              'failed',
              'wc failed',
              'failure',
              'wc failure',
              'declined',
              'wc declined',
              'denied',
              'wc denied',
              'rejected',
              'wc rejected',
              'refused',
              'wc refused',
              'expired',
              'wc expired',
              'abandoned',
              'wc abandoned',
              'draft',
              'wc draft',
              'auto draft',
              'wc auto draft',
              'checkout draft',
              'wc checkout draft',
              'trash',
              'wc trash',
              'deleted',
              'wc deleted',
              'blocked',
              'wc blocked',
              'fraud',
              'wc fraud',
              'suspected fraud',
              'wc suspected fraud',
              'error',
              'wc error',
              'payment error',
              'wc payment error',
              'payment failed',
              'wc payment failed',
              'geannuleerd',
              'wc geannuleerd',
              'mislukt',
              'wc mislukt',
              'concept',
              'wc concept',
              'vervallen',
              'wc vervallen',
              'verlopen',
              'wc verlopen',
              'geweigerd',
              'wc geweigerd',
              'afgewezen',
              'wc afgewezen',
              'storniert',
              'wc storniert',
              'abgebrochen',
              'wc abgebrochen',
              'fehlgeschlagen',
              'wc fehlgeschlagen',
              'abgelehnt',
              'wc abgelehnt',
              'annulé',
              'wc annulé',
              'annulée',
              'wc annulée',
              'échoué',
              'wc échoué',
              'échouée',
              'wc échouée',
              'refusé',
              'wc refusé',
              'cancelado',
              'wc cancelado',
              'cancelada',
              'wc cancelada',
              'fallido',
              'wc fallido',
              'rechazado',
              'wc rechazado',
              'annullato',
              'wc annullato',
              'fallito',
              'wc fallito',
              'rifiutato',
              'wc rifiutato',
              'can''t',
              'wc can''t'
            ) then 10
            else 0
          end as excluded,
          from_big_endian_64(
            xxhash64(
              to_utf8(
                json_format(
                  cast(
                    array[cast("id" as varchar),
                    cast("who""; --" as varchar),
                    cast("mail" as varchar),
                    cast("day" as varchar),
                    cast("total" as varchar),
                    cast("money" as varchar),
                    cast("state" as varchar)] as json
                  )
                )
              )
            )
          ) as h,
          cast(null as varchar) as unread_money,
          coalesce(
            try_cast(trim(cast("total" as varchar)) as decimal(18, 4)),
            case
              when regexp_like(
                "total",
                '^[\s  ]*[(]?[-+−]?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-+−]?[\s  ]*(\d{1,3}((,|[   ''’])\d{3})+|\d+)?([.](\d*|[-−–—]{1,2}))?[\s  ]*(([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})[\s  ]*)?[-−]?[)]?[\s  ]*$'
              ) then try_cast(
                trim(
                  cast(
                    case
                      when regexp_like("total", '^[^\d]*[-−(]|[^-−–—,.][-−][\s  ]*$') then '-'
                      else ''
                    end || regexp_replace("total", '(kr|Rs|Fr|лв)[.]|[^0-9.]', '') as varchar
                  )
                ) as decimal(18, 4)
              )
            end
          ) as read_amount,
          translate(lower(nullif(trim(both '                　' from "state"), '')), '_-', '  ') in (
            'refunded',
            'wc refunded',
            'fully refunded',
            'wc fully refunded',
            'charge refunded',
            'wc charge refunded',
            'returned',
            'wc returned',
            'reversed',
            'wc reversed',
            'chargeback',
            'wc chargeback',
            'charge back',
            'wc charge back',
            'charged back',
            'wc charged back',
            'terugbetaald',
            'wc terugbetaald',
            'geretourneerd',
            'wc geretourneerd',
            'retour',
            'wc retour',
            'erstattet',
            'wc erstattet',
            'rückerstattet',
            'wc rückerstattet',
            'remboursé',
            'wc remboursé',
            'remboursée',
            'wc remboursée',
            'reembolsado',
            'wc reembolsado',
            'rimborsato',
            'wc rimborsato'
          ) as is_refunded
        from (
          select "id" as "id",
            "who""; --" as "who""; --",
            "mail" as "mail",
            "day" as "day",
            "total" as "total",
            "money" as "money",
            "state" as "state"
          from "orders"
        ) as given_rows
      ) as cells
    ) as ranged
  ) as read_rows
) as r
join (
    select *
    from slots as slots
    where n > 1 and coalesce(n > 2 or low = high, true)
  ) as s on s.kind = r.kind
  and coalesce(cast(s.customer as varchar), '') = coalesce(cast(r.customer as varchar), '')
  and coalesce(s.day, date '0001-01-01') = coalesce(r.day, date '0001-01-01')
  and s.currency = r.currency;

-- the ledger of rows that stand alone
select code,
  currency,
  sum(kept) as kept,
  sum(n) as n,
  sum(duplicates) as duplicates,
  sum(lines) as lines,
  cast(coalesce(sum(read), 0) as varchar) as read,
  cast(coalesce(sum(told), 0) as varchar) as told,
  cast(coalesce(sum(merged), 0) as varchar) as merged,
  cast(coalesce(sum(refunded), 0) as varchar) as refunded,
  cast(coalesce(sum(net), 0) as varchar) as net
from (
  select code,
    currency,
    n,
    n as kept,
    0 as duplicates,
    0 as lines,
    amount as read,
    amount as told,
    0 as merged,
    case when code in (0, 4) then refund else 0 end as refunded,
    case when code in (0, 4) then amount - refund when code = 5 then amount else 0 end as net
  from (
    select code, currency, sum(n) as n, sum(amount) as amount, sum(refund) as refund
    from (
      select customer,
        day,
        n,
        case when n = 1 then low else low + high end as amount,
        refund as refund,
        currency as currency,
        case
          when kind > 9 then kind
          when currency <> 'EUR' then 9
          when day > date '2025-12-31' then 8
          else kind
        end as code
      from slots as slots
      where not (n > 1 and coalesce(n > 2 or low = high, true))
    ) as coded
    group by 1, 2
  ) as sums
) as entries
group by 1, 2
order by 1, 2;

-- the occasions of those
select customer,
  day,
  case when code = 0 then n else 0 end as orders,
  case when code = 5 then amount else amount - refund end as amount
from (
  select customer,
    day,
    n,
    case when n = 1 then low else low + high end as amount,
    refund as refund,
    currency as currency,
    case
      when kind > 9 then kind
      when currency <> 'EUR' then 9
      when day > date '2025-12-31' then 8
      else kind
    end as code
  from slots as slots
  where not (n > 1 and coalesce(n > 2 or low = high, true))
) as coded
where code in (0, 4, 5);

-- the last day
select cast(max(day) as varchar) as day
from occasions as occasions;

-- the buyers
select customer,
  min(case when orders > 0 then day end) as first,
  max(case when orders > 0 then day end) as last,
  sum(case when orders > 0 then 1 else 0 end) as occasions,
  sum(orders) as orders,
  sum(amount) as amount
from occasions as occasions
group by 1;

-- the totals
select count(*) as customers,
  cast(min(first) as varchar) as first,
  sum(case when occasions > 1 then 1 else 0 end) as repeaters,
  sum(cast(date_diff('day', first, last) as double)) as span,
  sum(cast(date_diff('day', first, last) as double) * cast(date_diff('day', first, last) as double)) as span_squared,
  sum(cast(orders - 1 as double)) as repeats,
  sum(cast(date_diff('day', first, date '2025-12-31') as double)) as known,
  sum(cast(orders - 1 as double) * cast(orders - 1 as double)) as repeats_squared,
  sum(
    cast(date_diff('day', first, date '2025-12-31') as double) * cast(date_diff('day', first, date '2025-12-31') as double)
  ) as known_squared,
  sum(cast(orders - 1 as double) * cast(date_diff('day', first, date '2025-12-31') as double)) as repeats_by_known
from buyers as buyers
where occasions > 0;

-- the totals of the window and of first years
select sum(case when orders > 0 then 1 else 0 end) as customers,
  sum(orders) as orders,
  sum(occasions) as occasions,
  cast(sum(amount) as varchar) as amount,
  sum(case when inside > 0 then 1 else 0 end) as active,
  sum(case when outside > 0 then 1 else 0 end) as outside,
  sum(case when first is null then 1 else 0 end) as never,
  sum(
    case
      when orders > 0 then case when first between date '2025-01-01' and date '2025-12-31' then 1 else 0 end
      else 0
    end
  ) as newcomers,
  sum(cast(orders as double) * cast(orders as double)) as orders_squared,
  sum(cast(amount as double) * cast(amount as double)) as amount_squared,
  sum(cast(orders as double) * cast(amount as double)) as orders_by_amount,
  sum(case when orders > 0 then cast(amount as double) else 0 end) as amount_bought,
  sum(case when date_diff('day', first, date '2025-12-31') >= 365 then 1 else 0 end) as known,
  sum(case when date_diff('day', first, date '2025-12-31') >= 365 then year_orders else 0 end) as year_orders,
  sum(
    case
      when date_diff('day', first, date '2025-12-31') >= 365 then cast(year_orders as double) * cast(year_orders as double)
      else 0
    end
  ) as year_orders_squared
from (
  select o.customer,
    min(b.first) as first,
    sum(case when o.day between date '2025-01-01' and date '2025-12-31' then 1 else 0 end) as inside,
    count(*) - sum(case when o.day between date '2025-01-01' and date '2025-12-31' then 1 else 0 end) as outside,
    sum(case when o.day between date '2025-01-01' and date '2025-12-31' then o.orders else 0 end) as orders,
    sum(case when o.day between date '2025-01-01' and date '2025-12-31' then o.amount else 0 end) as amount,
    sum(
      case
        when o.day between date '2025-01-01'
          and date '2025-12-31' then case when o.orders > 0 then 1 else 0 end
        else 0
      end
    ) as occasions,
    sum(case when date_diff('day', b.first, o.day) < 365 then o.orders else 0 end) as year_orders
  from occasions as o
  join buyers as b on b.customer = o.customer
  group by o.customer
) as by_customer;

-- the visits
select cohort, slot, gap, sum(customers) as customers, count(gap) as gaps, sum(amount) as amount
from (
  select date_trunc('month', first) as cohort,
    date_trunc('month', day) as slot,
    date_diff('day', before, day) as gap,
    case
      when before is null or date_trunc('month', before) <> date_trunc('month', day) then 1 else 0
    end as customers,
    amount
  from (
    select day, amount, first_value(day) over in_order as first, lag(day) over in_order as before
    from occasions as occasions
    where orders > 0
    window in_order as (partition by customer order by day)
  ) as pairs
  union all
  select date_trunc('month', b.first) as cohort,
    date_trunc('month', case when o.day < b.first then b.first else o.day end) as slot,
    cast(null as bigint) as gap,
    0 as customers,
    o.amount
  from occasions as o
  join buyers as b on b.customer = o.customer
  where o.orders = 0 and b.occasions > 0
) as each_visit
group by 1, 2, 3;

-- the cohorts
select cast(cohort as varchar) as cohort,
  cast(slot as varchar) as slot,
  sum(customers) as customers,
  cast(sum(amount) as double) as amount
from visits as visits
group by 1, 2
order by 1, 2;

-- the days between purchases
select gap, sum(gaps) as n
from visits as visits
where gap is not null
group by 1
order by 1;

-- the amounts
select amount, count(*) as n
from buyers as buyers
where occasions > 0
group by 1;

-- recency, frequency and money in fifths
select r.fifth as r,
  f.fifth as f,
  m.fifth as m,
  count(*) as customers,
  cast(sum(b.amount) as double) as revenue
from (
  select last, occasions, amount
  from buyers as buyers
  where occasions > 0
) as b
join (
  select last, floor(5 * cast(below as double) / cast(customers as double)) + 1 as fifth
  from (
    select last, sum(n) over (order by last) - n as below, sum(n) over () as customers
    from (
      select last, count(*) as n
      from (
        select last, occasions, amount
        from buyers as buyers
        where occasions > 0
      ) as bought
      group by 1
    ) as counts
  ) as placed
) as r on r.last = b.last
join (
  select occasions, floor(5 * cast(below as double) / cast(customers as double)) + 1 as fifth
  from (
    select occasions, sum(n) over (order by occasions) - n as below, sum(n) over () as customers
    from (
      select occasions, count(*) as n
      from (
        select last, occasions, amount
        from buyers as buyers
        where occasions > 0
      ) as bought
      group by 1
    ) as counts
  ) as placed
) as f on f.occasions = b.occasions
join (
  select amount, floor(5 * cast(below as double) / cast(customers as double)) + 1 as fifth
  from (
    select amount, sum(n) over (order by amount) - n as below, sum(n) over () as customers
    from (
      select amount, n
      from amounts as amounts
    ) as counts
  ) as placed
) as m on m.amount = b.amount
group by 1, 2, 3
order by 1 desc, 2 desc, 3 desc;

-- how revenue is concentrated
select max(customers) as n,
  sum(spent * n) as whole,
  sum(
    spent * case
      when before >= ceil(customers / 100) then 0
      when before + n <= ceil(customers / 100) then n
      else ceil(customers / 100) - before
    end
  ) as top1,
  sum(
    spent * case
      when before >= ceil(customers / 10) then 0
      when before + n <= ceil(customers / 10) then n
      else ceil(customers / 10) - before
    end
  ) as top10,
  sum(
    spent * case
      when before >= ceil(customers / 5) then 0
      when before + n <= ceil(customers / 5) then n
      else ceil(customers / 5) - before
    end
  ) as top20,
  sum(spent * n * (customers - before - (n - 1) / 2)) as weighted
from (
  select cast(spent as double) as spent,
    cast(n as double) as n,
    cast(sum(n) over (order by spent desc) - n as double) as before,
    cast(sum(n) over () as double) as customers
  from (
    select case when amount > 0 then amount else 0 end as spent, sum(n) as n
    from amounts as amounts
    group by 1
  ) as spent
) as placed;

-- the summary
select cast(customer as varchar) as customer, x, t_x, "T", spend
from (
  select customer,
    x,
    cast(date_diff('day', first, last) as double) / 7 as t_x,
    cast(date_diff('day', first, date '2025-12-31') as double) / 7 as "T",
    case when x > 0 then cast(amount - first_amount as double) / x else 0 end as spend,
    cast(first_amount as double) as first_spend
  from (
    select customer,
      cast(count(*) - 1 as bigint) as x,
      min(day) as first,
      max(day) as last,
      sum(amount) as amount,
      min_by(amount, day) as first_amount
    from occasions as occasions
    where orders > 0
    group by customer
  ) as bought
) as customers
order by 1;

-- the customers of a fit
select customer,
  x,
  cast(date_diff('day', first, last) as double) / 7 as t_x,
  cast(date_diff('day', first, date '2025-12-31') as double) / 7 as "T",
  case when x > 0 then cast(amount - first_amount as double) / x else 0 end as spend,
  cast(first_amount as double) as first_spend
from (
  select customer,
    cast(count(*) - 1 as bigint) as x,
    min(day) as first,
    max(day) as last,
    sum(amount) as amount,
    min_by(amount, day) as first_amount
  from occasions as occasions
  where orders > 0
  group by customer
) as bought;

-- the customers of scores
select cast(customer as varchar) as customer, x, t_x, "T", spend
from customers as customers
order by 1;

-- the cells of a fit
select x, t_x, "T", count(*) as n
from customers as customers
group by x, t_x, "T"
order by x, t_x, "T";

-- the spend of customers
select x, spend, count(*) as n
from customers as customers
where x > 0
group by x, spend
order by x, spend;

-- the spend in groups
select x, step, count(*) as n, avg(log) as log
from (
  select x, log, floor(log * 1000) as step
  from (
    select x, case when spend > 0 then ln(spend) end as log
    from customers as customers
    where x > 0
  ) as logs
) as steps
group by x, step
order by x, step;

-- the first purchases
select count(*) as n,
  sum(first_spend) as total,
  sum(first_spend * first_spend) as squares,
  max("T") as longest,
  sum(case when x > 0 then 1 else 0 end) as repeaters
from customers as customers;

-- the months with purchases
select month, cast(max(day) as varchar) as day, sum(orders) as orders
from (
  select cast(date_trunc('month', day) as varchar) as month, day, orders
  from occasions as occasions
  where orders > 0
) as bought
group by month
order by month;

-- the cells by year
select x, t_x, n, count(*) as customers
from (
  select customer, count(*) - 1 as x, max(round) - min(round) as t_x, 24312 - min(round) as n
  from (
    select distinct customer, cast(extract(year from day) * 1 + 1 as bigint) as round
    from occasions as occasions
    where orders > 0
  ) as bought
  where round <= 24312
  group by customer
) as buyers
group by x, t_x, n
order by x, t_x, n;

-- the cells by quarter
select x, t_x, n, count(*) as customers
from (
  select customer, count(*) - 1 as x, max(round) - min(round) as t_x, 24312 - min(round) as n
  from (
    select distinct customer,
      cast(extract(year from day) * 4 + extract(quarter from day) as bigint) as round
    from occasions as occasions
    where orders > 0
  ) as bought
  where round <= 24312
  group by customer
) as buyers
group by x, t_x, n
order by x, t_x, n;

-- the cells by month
select x, t_x, n, count(*) as customers
from (
  select customer, count(*) - 1 as x, max(round) - min(round) as t_x, 24312 - min(round) as n
  from (
    select distinct customer,
      cast(extract(year from day) * 12 + extract(month from day) as bigint) as round
    from occasions as occasions
    where orders > 0
  ) as bought
  where round <= 24312
  group by customer
) as buyers
group by x, t_x, n
order by x, t_x, n;

-- what is wrong in a summary
select count(*) as n,
  sum(
    case
      when coalesce(
        x >= 0
          and x <= 1000000
          and x = floor(x)
          and t_x >= 0
          and t_x <= "T"
          and (x = 0) = (t_x = 0)
          and (x = 0 or spend >= 0),
        false
      ) then 0
      else 1
    end
  ) as faults,
  max("T") as longest
from (
  select case
      when regexp_like(
        trim(both '                　' from cast("x" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("x" as varchar)) as double)
    end as x,
    case
      when regexp_like(
        trim(both '                　' from cast("t_x" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("t_x" as varchar)) as double)
    end as t_x,
    case
      when regexp_like(
        trim(both '                　' from cast("T" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("T" as varchar)) as double)
    end as "T",
    case
      when regexp_like(
        trim(both '                　' from cast("spend" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("spend" as varchar)) as double)
    end as spend
  from customers
) as numbers;

-- the first faulty rows of a summary
select *
from (
  select cast("x" as varchar) as "x cell",
    cast("t_x" as varchar) as "t_x cell",
    cast("T" as varchar) as "T cell",
    cast("spend" as varchar) as "spend cell",
    case
      when regexp_like(
        trim(both '                　' from cast("x" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("x" as varchar)) as double)
    end as x,
    case
      when regexp_like(
        trim(both '                　' from cast("t_x" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("t_x" as varchar)) as double)
    end as t_x,
    case
      when regexp_like(
        trim(both '                　' from cast("T" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("T" as varchar)) as double)
    end as "T",
    case
      when regexp_like(
        trim(both '                　' from cast("spend" as varchar)),
        '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
      ) then cast(trim(both '                　' from cast("spend" as varchar)) as double)
    end as spend
  from customers
) as numbers
where not coalesce(
  x >= 0
    and x <= 1000000
    and x = floor(x)
    and t_x >= 0
    and t_x <= "T"
    and (x = 0) = (t_x = 0)
    and (x = 0 or spend >= 0),
  false
)
limit 5;

-- the customers of a summary
select *
from (
  select customer,
    cast(x as bigint) as x,
    t_x / 7 as t_x,
    "T" / 7 as "T",
    case when x > 0 then spend else 0 end as spend,
    cast(null as double) as first_spend
  from (
    select cast("customer" as varchar) as customer,
      case
        when regexp_like(
          trim(both '                　' from cast("x" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("x" as varchar)) as double)
      end as x,
      case
        when regexp_like(
          trim(both '                　' from cast("t_x" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("t_x" as varchar)) as double)
      end as t_x,
      case
        when regexp_like(
          trim(both '                　' from cast("T" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("T" as varchar)) as double)
      end as "T",
      case
        when regexp_like(
          trim(both '                　' from cast("spend" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("spend" as varchar)) as double)
      end as spend
    from customers
  ) as numbers
) as customers
order by customer;

-- customers with several rows
select customer, count(*) as n
from (
  select customer,
    cast(x as bigint) as x,
    t_x / 7 as t_x,
    "T" / 7 as "T",
    case when x > 0 then spend else 0 end as spend,
    cast(null as double) as first_spend
  from (
    select cast("customer" as varchar) as customer,
      case
        when regexp_like(
          trim(both '                　' from cast("x" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("x" as varchar)) as double)
      end as x,
      case
        when regexp_like(
          trim(both '                　' from cast("t_x" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("t_x" as varchar)) as double)
      end as t_x,
      case
        when regexp_like(
          trim(both '                　' from cast("T" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("T" as varchar)) as double)
      end as "T",
      case
        when regexp_like(
          trim(both '                　' from cast("spend" as varchar)),
          '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$'
        ) then cast(trim(both '                　' from cast("spend" as varchar)) as double)
      end as spend
    from customers
  ) as numbers
) as customers
group by customer
having count(*) > 1
order by customer
limit 3;

-- the purchases of a calibration
select day, orders, amount
from (
  select *
  from occasions as occasions
  where day <= date '2025-06-30'
) as purchases;

-- the first day
select cast(min(day) as varchar) as day
from occasions as occasions
where orders > 0;

-- what customers did in a holdout
select x,
  t_x,
  "T",
  last_window,
  later,
  case when spend > 0 then 1 else 0 end as spends,
  count(*) as n,
  avg(spend) as spend,
  avg(later_amount) as later_amount
from (
  select cast(x as bigint) as x,
    cast(date_diff('day', first, last) as double) / 7 as t_x,
    cast(date_diff('day', first, date '2025-06-30') as double) / 7 as "T",
    cast(last_window as bigint) as last_window,
    cast(later as bigint) as later,
    case when x > 0 then cast(amount - first_amount as double) / x else 0 end as spend,
    cast(later_amount as double) as later_amount
  from (
    select customer,
      sum(case when day <= date '2025-06-30' then 1 else 0 end) - 1 as x,
      min(day) as first,
      max(case when day <= date '2025-06-30' then day end) as last,
      sum(case when day <= date '2025-06-30' then amount else 0 end) as amount,
      min_by(amount, day) as first_amount,
      sum(case when day > date '2024-12-29' and day <= date '2025-06-30' then 1 else 0 end) - case when min(day) > date '2024-12-29' then 1 else 0 end as last_window,
      sum(case when day > date '2025-06-30' then 1 else 0 end) as later,
      sum(case when day > date '2025-06-30' then amount else 0 end) as later_amount
    from occasions as occasions
    where orders > 0 and day <= date '2025-12-31'
    group by customer
    having min(day) <= date '2025-06-30'
  ) as customers
) as each_customer
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6;

-- the days between purchases of a calibration
select date_diff('day', before, day) as gap, count(*) as n
from (
  select day, lag(day) over (partition by customer order by day) as before
  from occasions as occasions
  where orders > 0 and day <= date '2025-06-30'
) as pairs
where before is not null
group by 1
order by 1;

-- repeat purchases by day
select date_diff('day', date '2025-01-01', day) as at, count(*) as n
from (
  select day, min(day) over (partition by customer) as first
  from occasions as occasions
  where orders > 0 and day <= date '2025-12-31'
) as bought
where day > first and first <= date '2025-06-30'
group by 1
order by 1;
